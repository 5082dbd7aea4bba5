using System.Text;

namespace EventLoopServer.Hosting;

/// <summary>
/// A writer that drops what cannot be written: a full disk, a terminal that is gone, a descriptor
/// that is only read. The console logger gives up for good after one exception, and then writes on
/// the thread that logs; a last message may end the process with a stack trace.
/// </summary>
/// <remarks>Each call is one call of the inner writer, so that lines stay whole.</remarks>
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
            // Nobody can be told.
        }
    }
}
