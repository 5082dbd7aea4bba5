namespace SimpleClient.Plain;

/// <summary>
/// Lines, for a pipe or a terminal that can do no more: what was said goes to the output, what went
/// wrong to the error output, and nothing but text to either. May be called from any thread.
/// </summary>
internal sealed class PlainScreen(TextWriter output, TextWriter error)
{
    private readonly Lock _gate = new();

    /// <summary>Shows one line.</summary>
    /// <param name="line">The line, safe to draw, without its end.</param>
    public void Print(string line) => Write(output, line);

    /// <summary>Shows a sentence about something that went wrong.</summary>
    /// <param name="sentence">The sentence, safe to draw.</param>
    public void Complain(string sentence) => Write(error, sentence);

    private void Write(TextWriter writer, string line)
    {
        lock (_gate)
        {
            writer.Write(line + "\n");
            writer.Flush();
        }
    }
}
