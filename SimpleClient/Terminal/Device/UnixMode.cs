using System.Runtime.InteropServices;

namespace SimpleClient.Terminal.Device;

/// <summary>
/// Termios. The structure differs from system to system, but nothing in it has to be known: libc
/// itself makes the raw one of the one that was there. (A child process <c>stty</c> would need the
/// terminal for itself, and could not be started from a dying program.)
/// </summary>
internal sealed class UnixMode : ITerminalMode
{
    private const int Input = 0;

    /// <summary>
    /// At once: to wait for a terminal that takes nothing would keep a dying program alive.
    /// </summary>
    private const int Now = 0;

    /// <summary>More than any system's: Linux has 60 bytes, macOS 72.</summary>
    private const int EnoughBytes = 512;

    private byte[]? _before;

    /// <summary>Remembers the mode for <see cref="Restore"/> and changes nothing.</summary>
    /// <returns>False where there is no terminal.</returns>
    public bool Remember()
    {
        _before ??= Settings();
        return _before is not null;
    }

    public bool SetRaw()
    {
        if (Settings() is not { } settings)
        {
            return false;
        }

        byte[] raw = [.. settings];
        MakeRaw(raw);
        _before ??= settings;
        return WriteSettings(Input, Now, raw) == 0;
    }

    public void Restore() => _ = TryRestore();

    /// <summary>Restores the mode.</summary>
    /// <returns>False when it was as before.</returns>
    public bool TryRestore()
    {
        // A write that changes nothing would still stop a process in the background (SIGTTOU).
        if (_before is { } before && Settings() is { } now && !now.SequenceEqual(before))
        {
            // Nothing can be done when the terminal is gone.
            return WriteSettings(Input, Now, before) == 0;
        }

        return false;
    }

    private static byte[]? Settings()
    {
        byte[] settings = new byte[EnoughBytes];
        return ReadSettings(Input, settings) == 0 ? settings : null;
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
}
