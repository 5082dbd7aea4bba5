using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SimpleClient.Terminal.Device;

/// <summary>
/// The process's terminal: bytes in, text out, and its state, which is given back as it was found,
/// however the program ends (but for SIGKILL, which nobody hears of).
/// </summary>
internal sealed class TerminalDevice : IDisposable
{
    /// <summary>
    /// Another screen, no wrapping at the edge, pastes marked as such. What it had is kept by the
    /// terminal itself.
    /// </summary>
    private const string Opening = "\u001B[?1049h\u001B[?7l\u001B[?2004h\u001B[2J";

    /// <summary>
    /// All of it back, in the middle of whatever was being written; the arrow keys too, which the
    /// runtime's console has changed.
    /// </summary>
    private const string Closing = "\u001B\\\u001B[r\u001B[0m\u001B[?2026l\u001B[?2004l\u001B[?7h"
        + "\u001B[?1l\u001B>\u001B[?25h\u001B[?1049l";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly ITerminalMode _mode =
        OperatingSystem.IsWindows() ? new WindowsMode() : new UnixMode();

    private readonly Lock _lock = new();

    // The runtime's own console stream would hand over whole lines.
    private readonly WindowsInput? _console =
        OperatingSystem.IsWindows() ? new WindowsInput() : null;

    private readonly Stream _input = OperatingSystem.IsWindows()
        ? Stream.Null
        : new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, 0);

    private readonly Stream _output = Console.OpenStandardOutput();
    private volatile bool _isOpen;

    /// <summary>Columns and rows at the moment, at least 1 each.</summary>
    public static (int Columns, int Rows) Size()
    {
        try
        {
            return (Math.Max(1, Console.WindowWidth), Math.Max(1, Console.WindowHeight));
        }
        catch (IOException)
        {
            // It is gone; whoever writes next is told.
            return (80, 24);
        }
    }

    /// <summary>Takes the terminal, and once more after somebody else had it.</summary>
    /// <returns>False when it is gone, or none that can be drawn on.</returns>
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
    /// Gives it back. Any number of times, from any thread; nothing is written after it.
    /// </summary>
    public void Close()
    {
        // Whoever writes may be stuck in a terminal that takes nothing: its mode is given back all
        // the same.
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
            // The window is closed: there is nothing left to give back.
        }
        finally
        {
            if (isAlone)
            {
                _lock.Exit();
            }
        }
    }

    /// <summary>Waits for bytes that were typed.</summary>
    /// <returns>How many; 0 when the terminal is gone.</returns>
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

    /// <summary>Writes.</summary>
    /// <exception cref="IOException">The terminal is gone.</exception>
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
