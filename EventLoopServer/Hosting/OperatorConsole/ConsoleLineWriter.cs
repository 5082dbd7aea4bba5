using System.Text;

namespace EventLoopServer.Hosting.OperatorConsole;

/// <summary>
/// Prints output above the line that an operator types. It erases the typed text, prints the
/// output, and draws the text again. Without such a line it only passes the output on. The thread
/// that prints the log and the thread that reads the console use it. The loop never does.
/// </summary>
/// <remarks>
/// The only lock is that of <see cref="Locked"/>, which becomes <see cref="Console.Out"/>. The
/// runtime takes this lock to write to a terminal and to find its size. A second lock here could
/// cause a deadlock: the log would hold the runtime's lock and wait for the second one, and the
/// keyboard would do the reverse.
/// </remarks>
internal sealed class ConsoleLineWriter : TextWriter
{
    private const string Erase = "\r\x1b[K";

    /// <summary>
    /// The columns that are assumed when a terminal does not report its size: those of the VT100.
    /// </summary>
    private const int UsualColumns = 80;

    private readonly TextWriter _inner;
    private readonly Func<int> _columns;
    private ConsoleLine? _line;

    /// <param name="inner">The terminal, or any other output.</param>
    /// <param name="columns">Returns the columns of the terminal.</param>
    public ConsoleLineWriter(TextWriter inner, Func<int> columns)
    {
        _inner = inner;
        _columns = columns;
        Locked = Synchronized(this);
    }

    /// <summary>This writer behind its lock, for <see cref="Console.SetOut"/>.</summary>
    public TextWriter Locked { get; }

    public override Encoding Encoding => _inner.Encoding;

    /// <summary>The line to draw from now on; null when there is none.</summary>
    public ConsoleLine? Line
    {
        set
        {
            lock (Locked)
            {
                _line = value;
            }
        }
    }

    /// <summary>Redirects the output of the process through a new writer.</summary>
    public static ConsoleLineWriter TakeConsole(TextWriter output)
    {
        var writer = new ConsoleLineWriter(output, static () => Console.WindowWidth);
        Console.SetOut(writer.Locked);
        return writer;
    }

    /// <summary>Adds a byte to the line, and draws the change.</summary>
    public ConsoleLineStep Type(ConsoleLine line, byte value)
    {
        lock (Locked)
        {
            ConsoleLineStep step = line.Take(value);
            if (step == ConsoleLineStep.Changed)
            {
                _inner.Write(Erase + line.Tail(FindWidth()));
                _inner.Flush();
            }
            else if (step == ConsoleLineStep.Line)
            {
                _inner.Write("\n");
                _inner.Flush();
            }

            return step;
        }
    }

    /// <summary>Removes the text from a complete line and returns it.</summary>
    public byte[] Take(ConsoleLine line)
    {
        lock (Locked)
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
        lock (Locked)
        {
            if (_line is not { IsEmpty: false } line || string.IsNullOrEmpty(value))
            {
                _inner.Write(value);
            }
            else
            {
                // If the text does not end with a line end, the next text continues its line.
                string typed = value.EndsWith('\n') ? line.Tail(FindWidth()) : "";
                _inner.Write(Erase + value + typed);
            }
        }
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void WriteLine() => Write("\n");

    public override void Flush()
    {
        lock (Locked)
        {
            _inner.Flush();
        }
    }

    /// <summary>The columns for typed text. One column stays free, so that no row wraps.</summary>
    private int FindWidth()
    {
        int found = _columns();
        return (found > 0 ? found : UsualColumns) - 1;
    }
}
