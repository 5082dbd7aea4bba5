namespace SimpleClient.Standard;

/// <summary>
/// An inherited descriptor as a stream. It is never closed, and it stores no position, because
/// other programs may use the same file.
/// </summary>
/// <param name="descriptor">The descriptor.</param>
internal sealed class DescriptorStream(int descriptor) : Stream
{
    public override bool CanRead => descriptor == Descriptors.Input;

    public override bool CanWrite => descriptor != Descriptors.Input;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => Descriptors.Read(descriptor, buffer);

    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) =>
        Descriptors.Write(descriptor, buffer);

    public override void Write(byte[] buffer, int offset, int count) =>
        Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // There is no buffer.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
