using SimpleClient.Terminal;

namespace SimpleClient.Plain;

/// <summary>
/// Lines, for a pipe or a terminal that can do no more: what was said goes to the output, what went
/// wrong to the error output, and nothing but text to either.
/// </summary>
internal sealed class PlainScreen(TextWriter output, TextWriter error) : IScreen
{
    private readonly Lock _gate = new();

    public void Print(string line) => Write(output, line);

    public void Complain(string sentence) => Write(error, sentence);

    public void ShowRoom(string room)
    {
        // The lines themselves name their room.
    }

    private void Write(TextWriter writer, string line)
    {
        lock (_gate)
        {
            writer.Write(line + "\n");
            writer.Flush();
        }
    }
}
