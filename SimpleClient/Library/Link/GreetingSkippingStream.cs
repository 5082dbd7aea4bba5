namespace SimpleClient.Library.Link;

/// <summary>
/// A connection on which a greeting may arrive before TLS. A server greets a client that sends
/// nothing for some time. So when a lost packet delays the TLS hello, the greeting may come first.
/// Lines with the server's mark are skipped, because no TLS record begins with that mark. If no TLS
/// follows, the first line is the reason of a rejection: the server has rejected the client without
/// reading its bytes.
/// </summary>
/// <param name="wire">The connection; closed with this stream.</param>
internal sealed class GreetingSkippingStream(Stream wire) : Stream
{
    /// <summary>
    /// The most bytes of skipped lines. The bytes after them are passed on unchanged. A greeting
    /// has fewer than a hundred bytes.
    /// </summary>
    public const int MaxGreetingBytes = 1024;

    /// <summary>The most bytes of a line that is shown instead of TLS.</summary>
    private const int MaxSentenceBytes = 512;

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

    /// <summary>Reads until it is clear what the server sent instead of TLS.</summary>
    /// <returns>
    /// The server's sentence, safe to print; null when it sent TLS or anything else.
    /// </returns>
    public async Task<string?> ReadSentenceAsync(CancellationToken cancellation)
    {
        try
        {
            await PassGreetingAsync(cancellation);
        }
        catch (IOException)
        {
            // The connection was reset after the sentence. The received bytes are still valid.
        }

        // The types of TLS records: RFC 8446, 5.1.
        bool isTls = _start < _end && _first[_start] is >= 0x14 and <= 0x17;
        return isTls
            ? null
            : PlainTextRefusal.Read(_first.AsSpan(0, Math.Min(_end, MaxSentenceBytes)));
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await PassGreetingAsync(cancellationToken);
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

    private async ValueTask PassGreetingAsync(CancellationToken cancellation)
    {
        while (!_isPast)
        {
            int bytes = await wire.ReadAsync(_first.AsMemory(_end), cancellation);
            _end += bytes;
            PassLines();
            _isPast |= bytes == 0 || _end == _first.Length;
        }
    }

    private void PassLines()
    {
        while (true)
        {
            ReadOnlySpan<byte> rest = _first.AsSpan(_start, _end - _start);
            int compared = Math.Min(rest.Length, PlainTextRefusal.Mark.Length);
            if (!rest[..compared].SequenceEqual(PlainTextRefusal.Mark[..compared]))
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
