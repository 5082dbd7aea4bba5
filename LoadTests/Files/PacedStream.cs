using System.Diagnostics;

namespace LoadTests.Files;

/// <summary>Limits the speed of another stream that is read.</summary>
/// <param name="inner">The bytes.</param>
/// <param name="bytesPerSecond">The highest speed.</param>
internal sealed class PacedStream(Stream inner, int bytesPerSecond) : Stream
{
    /// <summary>Bytes of one read. At 256 KiB/s, a read is due every 62 ms.</summary>
    private const int PieceBytes = 16 * 1024;

    private readonly long _startTicks = Stopwatch.GetTimestamp();
    private long _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var due = TimeSpan.FromSeconds((double)_bytes / bytesPerSecond);
        TimeSpan wait = due - Stopwatch.GetElapsedTime(_startTicks);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, cancellationToken);
        }

        int read = await inner.ReadAsync(
            buffer[..Math.Min(buffer.Length, PieceBytes)], cancellationToken);
        _bytes += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
