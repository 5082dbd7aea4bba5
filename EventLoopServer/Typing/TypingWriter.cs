using System.Text;

namespace EventLoopServer.Typing;

/// <summary>
/// Prints above the line that is being typed: it erases the typed text, prints, and draws the text
/// again. Without a line it only hands on. Used by the thread that prints the log and by the one
/// that reads the console, and never by the loop.
/// </summary>
/// <param name="inner">The terminal, or whatever output there is.</param>
/// <param name="columns">The columns of the terminal.</param>
internal sealed class TypingWriter(TextWriter inner, Func<int> columns) : TextWriter
{
    private const string Erase = "\r\x1b[K";

    private readonly object _lock = new();
    private TypedLine? _line;

    public override Encoding Encoding => inner.Encoding;

    /// <summary>Draws this line from now on; null: none.</summary>
    public TypedLine? Line
    {
        set
        {
            lock (_lock)
            {
                _line = value;
            }
        }
    }

    /// <summary>Gives the line a byte, and draws what has changed.</summary>
    public TypedStep Type(TypedLine line, byte value)
    {
        lock (_lock)
        {
            TypedStep step = line.Take(value);
            if (step == TypedStep.Changed)
            {
                inner.Write(Erase + Drawn(line));
                inner.Flush();
            }
            else if (step == TypedStep.Line)
            {
                inner.Write("\n");
                inner.Flush();
            }

            return step;
        }
    }

    /// <summary>Takes what was typed out of a complete line.</summary>
    public byte[] Take(TypedLine line)
    {
        lock (_lock)
        {
            byte[] bytes = [.. line.Bytes, (byte)'\n'];
            line.Clear();
            return bytes;
        }
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) =>
        Write(new string(buffer, index, count));

    public override void Write(string? value)
    {
        lock (_lock)
        {
            if (_line is not { IsEmpty: false } line || string.IsNullOrEmpty(value))
            {
                inner.Write(value);
            }
            else
            {
                // After text that does not end its line, the next piece will end it.
                inner.Write(Erase + value + (value.EndsWith('\n') ? Drawn(line) : ""));
            }
        }
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void WriteLine() => Write("\n");

    public override void Flush()
    {
        lock (_lock)
        {
            inner.Flush();
        }
    }

    /// <summary>One column stays free: a full row would wrap.</summary>
    private string Drawn(TypedLine line) => line.Tail(Math.Max(1, columns() - 1));
}
