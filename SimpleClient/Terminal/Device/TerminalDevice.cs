using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SimpleClient.Terminal.Device;

/// <summary>
/// The terminal of the process: its input, its output and its state. The state is restored at every
/// end of the program except after SIGKILL, which cannot be caught.
/// </summary>
internal sealed class TerminalDevice : IDisposable
{
    /// <summary>
    /// Turns on the alternate screen, marks around pastes, and reports of the focus. Turns off
    /// wrapping at the edge, and arrow keys for the wheel (1007). Stores the title. The terminal
    /// itself keeps the content of the main screen.
    /// </summary>
    private const string Opening = "\u001B[22;2t\u001B[?1049h\u001B[?7l\u001B[?2004h\u001B[?1004h"
        + "\u001B[?1007s\u001B[?1007l\u001B[2J";

    /// <summary>
    /// Restores the state that <see cref="Opening"/> has changed, even in the middle of other
    /// output. It also restores the arrow keys, because the runtime's console has changed their
    /// mode.
    /// </summary>
    private const string Closing = "\u001B\\\u001B[r\u001B[0m\u001B[?2026l\u001B[?2004l\u001B[?7h"
        + "\u001B[?1000l\u001B[?1006l\u001B[?1004l\u001B[?1007r\u001B[23;2t"
        + "\u001B[?1l\u001B>\u001B[?25h\u001B[?1049l";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly ITerminalMode _mode =
        OperatingSystem.IsWindows() ? new WindowsMode() : new UnixMode();

    private readonly Lock _lock = new();

    // The runtime's own console stream would return only whole lines.
    private readonly WindowsInput? _console =
        OperatingSystem.IsWindows() ? new WindowsInput() : null;

    private readonly Stream _input = OperatingSystem.IsWindows()
        ? Stream.Null
        : new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, 0);

    private readonly Stream _output = Console.OpenStandardOutput();
    private volatile bool _isOpen;

    /// <summary>The current size in columns and rows, at least 1 each.</summary>
    public static (int Columns, int Rows) Size()
    {
        try
        {
            return (Math.Max(1, Console.WindowWidth), Math.Max(1, Console.WindowHeight));
        }
        catch (IOException)
        {
            // The terminal is closed, and the next write reports that.
            return (80, 24);
        }
    }

    /// <summary>Opens the terminal, or opens it again after another program has used it.</summary>
    /// <returns>False when the terminal is closed or cannot be drawn on.</returns>
    public bool Open()
    {
        lock (_lock)
        {
            _isOpen = _mode.SetRaw();
        }

        try
        {
            Write(Opening);
        }
        catch (IOException)
        {
            Close();
        }

        return _isOpen;
    }

    /// <summary>
    /// Restores the terminal. Later writes do nothing. Any thread may call this repeatedly.
    /// </summary>
    public void Close()
    {
        // A terminal that accepts no output may block a writer. The mode is restored without
        // waiting for that writer.
        bool isAlone = _lock.TryEnter(s_patience);
        try
        {
            if (_isOpen)
            {
                _isOpen = false;
                _mode.Restore();
                if (isAlone)
                {
                    _output.Write(Encoding.UTF8.GetBytes(Closing));
                    _output.Flush();
                }
            }
        }
        catch (IOException)
        {
            // The window is closed, so there is no state to restore.
        }
        finally
        {
            if (isAlone)
            {
                _lock.Exit();
            }
        }
    }

    /// <summary>Waits for typed bytes.</summary>
    /// <returns>The number of bytes; 0 when the terminal is closed.</returns>
    public int Read(Span<byte> bytes)
    {
        try
        {
            return _console is { } console ? console.Read(bytes) : _input.Read(bytes);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Writes a text, if the terminal is open.</summary>
    /// <exception cref="IOException">The terminal was closed by the system.</exception>
    public void Write(string text)
    {
        lock (_lock)
        {
            if (_isOpen && text.Length > 0)
            {
                _output.Write(Encoding.UTF8.GetBytes(text));
                _output.Flush();
            }
        }
    }

    public void Dispose()
    {
        Close();
        _input.Dispose();
        _output.Dispose();
    }
}
