namespace UnitTests.Simulation.Network;

/// <summary>
/// A peer's end of a simulated wire as a stream. Each write of the peer lets the server come to
/// rest, so that a client written for sockets can be used without any thread.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="wire">The server's end.</param>
/// <param name="pieceBytes">Bytes that arrive at a time.</param>
internal sealed class SimStream(SimServer server, SimTransport wire, int pieceBytes) : Stream
{
    private readonly Queue<byte> _unread = new();

    /// <summary>Everything that the peer has sent.</summary>
    public List<byte> Written { get; } = [];

    /// <summary>Changes what is sent on the way; null: it arrives as it was sent.</summary>
    public Func<byte, byte>? Spoil { get; set; }

    /// <summary>Everything that came.</summary>
    public List<byte> Came { get; } = [];

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Written.AddRange(buffer.AsSpan(offset, count));
        byte[] sent = buffer.AsSpan(offset, count).ToArray();
        if (Spoil is { } spoil)
        {
            sent = [.. sent.Select(spoil)];
        }

        foreach (byte[] piece in sent.Chunk(pieceBytes))
        {
            wire.Write(piece);
            server.Settle();
        }
    }

    public override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.ToArray(), 0, buffer.Length);
        return ValueTask.CompletedTask;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        server.Settle();
        foreach (byte b in wire.TakeOutbound())
        {
            Came.Add(b);
            _unread.Enqueue(b);
        }

        int taken = 0;
        while (taken < count && _unread.TryDequeue(out byte b))
        {
            buffer[offset + taken++] = b;
        }

        // A read of no bytes asks whether there are any.
        return taken > 0 || count == 0 || wire.IsShut ? taken
            : throw new IOException("Nothing came, and the server is at rest.");
    }

    /// <summary>The inherited one would go to a pool thread.</summary>
    public override ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        byte[] space = new byte[buffer.Length];
        int bytes = Read(space, 0, space.Length);
        space.AsSpan(0, bytes).CopyTo(buffer.Span);
        return ValueTask.FromResult(bytes);
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
