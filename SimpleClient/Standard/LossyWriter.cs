using System.Text;

namespace SimpleClient.Standard;

/// <summary>
/// The writer for error messages. It never fails. If a message cannot be written, there is no other
/// output for it, and the exit code still reports the error.
/// </summary>
/// <param name="inner">The error output.</param>
internal sealed class LossyWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) =>
        Try(() => inner.Write(buffer, index, count));

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Flush() => Try(inner.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ObjectDisposedException or NotSupportedException)
        {
            // There is no other output for the error.
        }
    }
}
