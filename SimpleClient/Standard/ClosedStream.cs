namespace SimpleClient.Standard;

/// <summary>
/// Replaces an output that was closed when the program started. Writing to it fails. A closed input
/// is replaced by an empty one instead.
/// </summary>
internal sealed class ClosedStream : Stream
{
    public override bool CanRead => false;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new IOException("It was closed when the program started.");

    public override void Flush()
    {
        // There is no buffer.
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
