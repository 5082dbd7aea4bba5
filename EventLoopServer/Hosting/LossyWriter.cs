using System.Text;

namespace EventLoopServer.Hosting;

/// <summary>
/// A writer that drops output that cannot be written, because the disk is full, the terminal is
/// closed, or the descriptor is read-only. After one exception, the console logger would stop using
/// its queue and write on the thread that logs. An exception at the last message could end the
/// process with a stack trace.
/// </summary>
/// <remarks>
/// Each call makes one call of the inner writer, so that the lines of several threads are not
/// mixed.
/// </remarks>
internal sealed class LossyWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(value, static (w, c) => w.Write(c));

    public override void Write(string? value) => Try(value, static (w, s) => w.Write(s));

    public override void Write(char[] buffer, int index, int count) =>
        Try(new string(buffer, index, count), static (w, s) => w.Write(s));

    public override void Write(ReadOnlySpan<char> buffer) =>
        Try(buffer.ToString(), static (w, s) => w.Write(s));

    public override void WriteLine() => Try(0, static (w, _) => w.WriteLine());

    public override void WriteLine(string? value) => Try(value, static (w, s) => w.WriteLine(s));

    public override void Flush() => Try(0, static (w, _) => w.Flush());

    private void Try<T>(T value, Action<TextWriter, T> write)
    {
        try
        {
            write(inner, value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException or ObjectDisposedException)
        {
            // There is no place to report the fault.
        }
    }
}
