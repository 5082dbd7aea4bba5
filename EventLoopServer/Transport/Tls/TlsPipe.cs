using System.Threading.Tasks.Sources;
using EventLoopServer.Connections;
using EventLoopServer.Threading;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// The transport for SslStream. It is a stream in memory. Its reads return whole TLS records that
/// were admitted, and its writes go to the connection's ring. A read that finds nothing waits for
/// <see cref="Pump"/>, and continues inside that call. So all work stays on the reactor thread.
/// </summary>
internal sealed class TlsPipe(Connection connection, TlsServer server)
    : Stream, IValueTaskSource<int>
{
    private readonly ThreadGuard _guard = new();
    private ManualResetValueTaskSourceCore<int> _read;
    private Memory<byte> _space;
    private bool _isReading;
    private bool _isOver;
    private PartialRecordBudget _parts = server.UnauthenticatedRecords;

    public Connection Connection => connection;

    /// <summary>The received records.</summary>
    public RecordBuffer Records { get; } = new();

    /// <summary>Watches the output during the handshake; null afterwards.</summary>
    public HandshakeSizeCheck? SizeCheck { get; set; }

    /// <summary>
    /// Memory for partial records, and for bytes that SslStream has not read yet.
    /// </summary>
    public int HeldBytes => Records.HeldBytes;

    /// <summary>The <see cref="HeldBytes"/> at the last call of <see cref="Note"/>.</summary>
    public int NotedBytes { get; set; }

    /// <summary>The pipe's node in the lists of its budget.</summary>
    public LinkedListNode<TlsPipe> Place => field ??= new LinkedListNode<TlsPipe>(this);

    /// <summary>True after output was written for which the ring had no room.</summary>
    public bool HasOverflowed { get; private set; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Keeps bytes received from the transport.</summary>
    public TlsAlert TryAppend(ReadOnlySpan<byte> wireBytes)
    {
        _guard.Check();
        return Records.TryAppend(wireBytes);
    }

    /// <summary>Passes admitted records to a read that waits for them.</summary>
    public void Pump()
    {
        _guard.Check();
        while (_isReading && (Records.HasAdmitted || _isOver))
        {
            // The read continues in this call, and another one may pend before it returns.
            _isReading = false;
            _read.SetResult(Records.Take(_space.Span));
        }

        if (Records.IsEmpty)
        {
            Records.Clear();
        }
    }

    /// <summary>
    /// Reports the pipe's memory to the budget. Call it after each step that may have changed it.
    /// </summary>
    public void Note() => _parts.Note(this);

    /// <summary>Counts the pipe's memory in this budget from now on.</summary>
    public void BelongTo(PartialRecordBudget parts)
    {
        _parts.Forget(this);
        _parts = parts;
    }

    /// <summary>
    /// Returns the memory and discards unread bytes, because the connection ends.
    /// </summary>
    public void Drop()
    {
        _guard.Check();
        Records.Clear();
    }

    /// <summary>
    /// Ends a read that waits, so that SslStream returns its memory. Later output of SslStream is
    /// discarded.
    /// </summary>
    public void Finish()
    {
        _isOver = true;
        Drop();
        Note();
        Pump();
    }

    public override ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _guard.Check();
        if (Records.HasAdmitted || _isOver)
        {
            return new ValueTask<int>(Records.Take(buffer.Span));
        }

        _space = buffer;
        _isReading = true;
        _read.Reset();
        return new ValueTask<int>(this, _read.Version);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _guard.Check();
        if (_isOver || HasOverflowed)
        {
            return;
        }

        SizeCheck?.Watch(buffer);
        bool written = connection.IsOpen
            ? connection.Ring.TryWrite(buffer)
            : connection.Ring.TryWriteGoodbye(buffer);
        HasOverflowed = !written;
    }

    public override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Write(byte[] buffer, int offset, int count) =>
        Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
    }

    /// <summary>Does nothing. The inherited method would use a pool thread.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A read that waits would stop the reactor.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public int GetResult(short token) => _read.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _read.GetStatus(token);

    public void OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);
}
