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

    /// <summary>Columns of a terminal that does not report its size: those of the VT100.</summary>
    private const int UsualColumns = 80;

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
        int width = FindWidth();
        lock (_lock)
        {
            TypedStep step = line.Take(value);
            if (step == TypedStep.Changed)
            {
                inner.Write(Erase + line.Tail(width));
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
        // A line that begins after this look is drawn by its next key.
        int width = _line is { IsEmpty: false } ? FindWidth() : UsualColumns - 1;
        lock (_lock)
        {
            if (_line is not { IsEmpty: false } line || string.IsNullOrEmpty(value))
            {
                inner.Write(value);
            }
            else
            {
                // After text that does not end its line, the next piece will end it.
                inner.Write(Erase + value + (value.EndsWith('\n') ? line.Tail(width) : ""));
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

    /// <summary>
    /// The columns for typed text: one stays free, because a full row would wrap. Never called
    /// while the lock is held: the runtime locks <see cref="Console.Out"/> to find the size, and
    /// the log holds that lock when it comes here.
    /// </summary>
    private int FindWidth()
    {
        int found = columns();
        return (found > 0 ? found : UsualColumns) - 1;
    }
}
