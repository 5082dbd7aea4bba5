namespace SimpleClient.Plain;

/// <summary>
/// Lines, for a pipe or a terminal that can do no more: what was said goes to the output, what went
/// wrong to the error output, and nothing but text to either. May be called from any thread.
/// </summary>
internal sealed class PlainScreen(TextWriter output, TextWriter error)
{
    // One lock each: a blocked output must not block the error output too.
    private readonly Lock _outputGate = new();
    private readonly Lock _errorGate = new();

    /// <summary>Shows one line.</summary>
    /// <param name="line">The line, safe to draw, without its end.</param>
    public void Print(string line) => Write(output, _outputGate, line);

    /// <summary>Shows a sentence about something that went wrong.</summary>
    /// <param name="sentence">The sentence, safe to draw.</param>
    public void Complain(string sentence) => Write(error, _errorGate, sentence);

    private static void Write(TextWriter writer, Lock gate, string line)
    {
        lock (gate)
        {
            writer.Write(line + "\n");
            writer.Flush();
        }
    }
}
