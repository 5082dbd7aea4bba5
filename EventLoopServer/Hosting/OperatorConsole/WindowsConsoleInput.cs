using System.Runtime.InteropServices;
using System.Text;

namespace EventLoopServer.Hosting.OperatorConsole;

/// <summary>
/// Reads a Windows console as UTF-16, and returns UTF-8. A console that is read as bytes returns
/// them in the DOS code page, which lacks the letters of many names. Untested: follows the
/// documentation of ReadConsoleW.
/// </summary>
internal sealed class WindowsConsoleInput : Stream
{
    private const int StandardInputHandle = -10; // STD_INPUT_HANDLE
    private const char EndOfInput = '\x1a'; // Ctrl-Z

    private readonly nint _handle;
    private readonly Encoder _encoder = new UTF8Encoding(false).GetEncoder();
    private readonly char[] _typed = new char[1024];
    private byte[] _bytes = [];
    private int _used;

    private WindowsConsoleInput(nint handle) => _handle = handle;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <returns>Null when standard input is a file or a pipe.</returns>
    public static WindowsConsoleInput? TryOpen()
    {
        nint handle = GetStandardHandle(StandardInputHandle);
        return GetConsoleMode(handle, out _) ? new WindowsConsoleInput(handle) : null;
    }

    public override int Read(Span<byte> buffer)
    {
        // A read may split a surrogate pair. The encoder then keeps the first half.
        while (_used == _bytes.Length)
        {
            if (!ReadConsole(_handle, _typed, _typed.Length, out int count, 0)
                || count == 0
                || _typed[0] == EndOfInput)
            {
                return 0;
            }

            _bytes = new byte[_encoder.GetByteCount(_typed, 0, count, flush: false)];
            _encoder.GetBytes(_typed, 0, count, _bytes, 0, flush: false);
            _used = 0;
        }

        int taken = Math.Min(buffer.Length, _bytes.Length - _used);
        _bytes.AsSpan(_used, taken).CopyTo(buffer);
        _used += taken;
        return taken;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    [DllImport("kernel32", EntryPoint = "GetStdHandle")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint GetStandardHandle(int which);

    [DllImport("kernel32", EntryPoint = "GetConsoleMode")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetConsoleMode(nint handle, out uint mode);

    [DllImport("kernel32", EntryPoint = "ReadConsoleW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ReadConsole(
        nint handle, [Out] char[] typed, int count, out int read, nint control);
}
