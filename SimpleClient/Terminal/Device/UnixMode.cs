using System.Runtime.InteropServices;

namespace SimpleClient.Terminal.Device;

/// <summary>
/// The terminal mode on Unix (termios). The termios structure differs between systems, but this
/// class does not depend on it, because libc itself changes the existing settings to raw ones. A
/// child process <c>stty</c> was rejected. It would need the terminal for itself, and a program
/// that ends could not start it.
/// </summary>
internal sealed class UnixMode : ITerminalMode
{
    private const int Input = 0;

    /// <summary>
    /// TCSANOW changes the mode at once. Waiting for a terminal that accepts no output would
    /// prevent the program from ending.
    /// </summary>
    private const int Now = 0;

    /// <summary>
    /// More bytes than the structure has on any system: Linux has 60 bytes, macOS 72.
    /// </summary>
    private const int EnoughBytes = 512;

    private byte[]? _before;

    /// <summary>Stores the mode for <see cref="Restore"/> without a change.</summary>
    /// <returns>False when there is no terminal.</returns>
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
    /// <returns>False when the mode was unchanged, or could not be restored.</returns>
    public bool TryRestore()
    {
        // The mode is only set when it has changed, because each call stops a process in the
        // background (SIGTTOU).
        if (_before is { } before && Settings() is { } now && !now.SequenceEqual(before))
        {
            // A closed terminal cannot be restored.
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
