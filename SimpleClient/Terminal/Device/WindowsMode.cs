using System.Runtime.InteropServices;

namespace SimpleClient.Terminal.Device;

/// <summary>
/// Sets console modes in which keys arrive as xterm's sequences and sequences in the output are
/// interpreted. Untested: follows the documentation.
/// </summary>
internal sealed class WindowsMode : ITerminalMode
{
    private const int Input = -10;
    private const int Output = -11;

    /// <summary>
    /// ENABLE_VIRTUAL_TERMINAL_INPUT, without any line editing or key processing.
    /// </summary>
    private const uint RawInput = 0x0200;

    /// <summary>
    /// ENABLE_PROCESSED_OUTPUT, ENABLE_VIRTUAL_TERMINAL_PROCESSING, DISABLE_NEWLINE_AUTO_RETURN.
    /// </summary>
    private const uint RawOutput = 0x0001 | 0x0004 | 0x0008;

    private (uint Input, uint Output)? _before;

    public bool SetRaw()
    {
        if (!GetMode(Handle(Input), out uint input) || !GetMode(Handle(Output), out uint output))
        {
            return false;
        }

        _before ??= (input, output);
        if (SetMode(Handle(Input), RawInput) && SetMode(Handle(Output), RawOutput))
        {
            return true;
        }

        // Consoles older than 2016 do not support sequences.
        Restore();
        return false;
    }

    public void Restore()
    {
        if (_before is { } before)
        {
            _ = SetMode(Handle(Input), before.Input);
            _ = SetMode(Handle(Output), before.Output);
        }
    }

    [DllImport("kernel32", EntryPoint = "GetStdHandle")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint Handle(int which);

    [DllImport("kernel32", EntryPoint = "GetConsoleMode")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetMode(nint handle, out uint mode);

    [DllImport("kernel32", EntryPoint = "SetConsoleMode")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetMode(nint handle, uint mode);
}
