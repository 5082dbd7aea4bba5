namespace SimpleClient.Link;

/// <summary>
/// A connection on which a greeting may come before TLS. A server greets people in plain text when
/// it has waited for a word, and a TLS hello that was late, because a packet was lost, meets that.
/// So lines that begin as the server's go by, unread; no TLS record begins like them.
/// </summary>
/// <param name="wire">The connection; closed with this.</param>
internal sealed class GreetedStream(Stream wire) : Stream
{
    /// <summary>
    /// Bytes of such lines; what begins behind them is handed on as it is. A greeting has less than
    /// a hundred.
    /// </summary>
    public const int MaxGreetingBytes = 1024;

    private readonly byte[] _first = new byte[MaxGreetingBytes];
    private int _start;
    private int _end;
    private bool _isPast;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private static ReadOnlySpan<byte> Mark => "-- "u8;

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_isPast)
        {
            int bytes = await wire.ReadAsync(_first.AsMemory(_end), cancellationToken);
            _end += bytes;
            PassLines();
            _isPast |= bytes == 0 || _end == _first.Length;
        }

        if (_start == _end)
        {
            return await wire.ReadAsync(buffer, cancellationToken);
        }

        int taken = Math.Min(buffer.Length, _end - _start);
        _first.AsMemory(_start, taken).CopyTo(buffer);
        _start += taken;
        return taken;
    }

    public override Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        wire.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        wire.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) =>
        wire.Write(buffer, offset, count);

    public override void Flush() => wire.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        wire.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("The client reads without waiting.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await wire.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            wire.Dispose();
        }

        base.Dispose(disposing);
    }

    private void PassLines()
    {
        while (true)
        {
            ReadOnlySpan<byte> rest = _first.AsSpan(_start, _end - _start);
            int compared = Math.Min(rest.Length, Mark.Length);
            if (!rest[..compared].SequenceEqual(Mark[..compared]))
            {
                _isPast = true;
                return;
            }

            int line = rest.IndexOf((byte)'\n') + 1;
            if (line == 0)
            {
                return;
            }

            _start += line;
        }
    }
}
