namespace SimpleClient.Plain;

/// <summary>
/// Writes lines of text, for a pipe or a simple terminal. Events and answers are written to the
/// output, and errors to the error output. Any thread may call this class.
/// </summary>
internal sealed class PlainScreen(TextWriter output, TextWriter error)
{
    // Each output has its own lock, because a blocked output must not block the error output too.
    private readonly Lock _outputGate = new();
    private readonly Lock _errorGate = new();

    /// <summary>Writes one line to the output.</summary>
    /// <param name="line">The line, safe to draw, without its end.</param>
    public void Print(string line) => Write(output, _outputGate, line);

    /// <summary>Writes one line to the error output.</summary>
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
