using System.Runtime.InteropServices;

namespace EventLoopServer.Hosting.OperatorConsole;

/// <summary>
/// A terminal mode that passes on each key without an echo, so that the program can draw the typed
/// line itself. Ctrl-C, Ctrl-Z and Ctrl-\ still send signals, and the output mode does not change.
/// The mode is set only while the process is in the foreground. It is restored when the process
/// ends, except after SIGKILL.
/// </summary>
internal sealed class TerminalMode : IDisposable
{
    private const int Input = 0;
    private const int Now = 0; // TCSANOW
    private const int EnoughBytes = 512;
    private const uint Echo = 8; // ECHO, on Linux and on macOS

    private readonly object _lock = new();
    private PosixSignalRegistration? _goesOn;
    private byte[]? _before;
    private bool _isOver;

    private TerminalMode()
    {
    }

    /// <summary>The flag ICANON.</summary>
    private static uint Canonical => OperatingSystem.IsLinux() ? 2u : 0x100u;

    /// <summary>
    /// The size of a flag field in bytes. The order of the fields is input, output, control, local.
    /// </summary>
    private static int FlagBytes => OperatingSystem.IsLinux() ? 4 : 8;

    /// <summary>Sets the mode.</summary>
    /// <returns>Null on an unknown system or without a terminal.</returns>
    public static TerminalMode? TryTake()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return null;
        }

        var mode = new TerminalMode();
        byte[] settings = new byte[EnoughBytes];
        if (ReadSettings(Input, settings) != 0)
        {
            return null;
        }

        mode._before = settings;
        mode.Take();

        // A process that was stopped (Ctrl-Z) sets the mode again when it continues. It does not
        // restore the old mode before the stop, for two reasons: shells then set their own mode,
        // and the runtime does not stop a process that handles that signal.
        mode._goesOn = PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => mode.Take());
        return mode;
    }

    /// <summary>
    /// Restores the mode permanently. It may be called several times and from any thread.
    /// </summary>
    public void Dispose()
    {
        lock (_lock)
        {
            GiveBack();
            _isOver = true;
        }

        _goesOn?.Dispose();
    }

    /// <summary>
    /// True when the process is in the foreground. A background process would be stopped when it
    /// sets the mode.
    /// </summary>
    private static bool IsForeground => ForegroundGroup(Input) == OwnGroup();

    private void Take()
    {
        lock (_lock)
        {
            if (_isOver || !IsForeground)
            {
                return;
            }

            // cfmakeraw is called because only libc has the position of VMIN. Then all flags are
            // restored, and only these two local flags are cleared.
            byte[] taken = [.. _before!];
            MakeRaw(taken);
            _before.AsSpan(0, 4 * FlagBytes).CopyTo(taken);
            Span<byte> local = taken.AsSpan(3 * FlagBytes, sizeof(uint));
            uint flags = MemoryMarshal.Read<uint>(local) & ~(Echo | Canonical);
            MemoryMarshal.Write(local, flags);
            _ = WriteSettings(Input, Now, taken);
        }
    }

    private void GiveBack()
    {
        lock (_lock)
        {
            if (!_isOver && IsForeground)
            {
                _ = WriteSettings(Input, Now, _before!);
            }
        }
    }

    [DllImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadSettings(int descriptor, [Out] byte[] settings);

    [DllImport("libc", EntryPoint = "tcsetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int WriteSettings(int descriptor, int when, byte[] settings);

    [DllImport("libc", EntryPoint = "cfmakeraw")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void MakeRaw([In, Out] byte[] settings);

    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ForegroundGroup(int descriptor);

    [DllImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OwnGroup();
}
