using System.Runtime.InteropServices;

namespace SimpleClient.Terminal.Device;

/// <summary>
/// The keys of a Windows console, read as UTF-16 with ReadConsoleW. ReadFile with UTF-8 as the code
/// page loses every character beyond ASCII on older consoles. For Ctrl-Z, the read returns no
/// bytes, as at the end of a file. Untested: follows the documentation.
/// </summary>
internal sealed class WindowsInput
{
    private const int Input = -10;

    private readonly Utf16Input _utf16 = new();
    private readonly nint _handle = Handle(Input);

    /// <summary>Waits for input.</summary>
    /// <param name="bytes">Receives the UTF-8; at least 16 bytes.</param>
    /// <returns>The number of bytes; 0 when the console is closed.</returns>
    public int Read(Span<byte> bytes)
    {
        char[] units = new char[Utf16Input.MaxUnits(bytes.Length)];
        int converted;
        do
        {
            if (!ReadConsole(_handle, units, (uint)units.Length, out uint read, 0))
            {
                return 0;
            }

            converted = _utf16.Convert(units.AsSpan(0, (int)read), bytes);
        }
        while (converted == 0);
        return converted;
    }

    [DllImport("kernel32", EntryPoint = "GetStdHandle")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint Handle(int which);

    [DllImport("kernel32", EntryPoint = "ReadConsoleW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ReadConsole(
        nint handle, [Out] char[] buffer, uint length, out uint read, nint control);
}
