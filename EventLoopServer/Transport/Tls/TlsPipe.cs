using System.Threading.Tasks.Sources;
using EventLoopServer.Connections;
using EventLoopServer.Threading;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// The transport as SslStream sees it: a stream in memory. It reads whole TLS records that were
/// admitted; what it writes goes to the connection's ring. A read that finds nothing pends until
/// <see cref="Pump"/>, and goes on inside that call: nothing here ever leaves the reactor's thread.
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

    /// <summary>What came.</summary>
    public RecordBuffer Records { get; } = new();

    /// <summary>Sees what is sent while the handshake is not over; null: it is.</summary>
    public HandshakeSizeCheck? SizeCheck { get; set; }

    /// <summary>Memory in which bytes wait for the rest of their record, or to be read.</summary>
    public int HeldBytes => Records.HeldBytes;

    /// <summary>The same when its parts were told last.</summary>
    public int NotedBytes { get; set; }

    /// <summary>Its place among those who hold something.</summary>
    public LinkedListNode<TlsPipe> Place => field ??= new LinkedListNode<TlsPipe>(this);

    /// <summary>True once something was written that the ring had no room for.</summary>
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

    /// <summary>Gives admitted records to a read that waits for them.</summary>
    public void Pump()
    {
        _guard.Check();
        while (_isReading && (Records.HasAdmitted || _isOver))
        {
            // It goes on in this call, and may come back for more before it returns.
            _isReading = false;
            _read.SetResult(Records.Take(_space.Span));
        }

        if (Records.IsEmpty)
        {
            Records.Clear();
        }
    }

    /// <summary>Tells what it holds: after each step in which that may have changed.</summary>
    public void Note() => _parts.Note(this);

    /// <summary>From now on it is counted there.</summary>
    public void BelongTo(PartialRecordBudget parts)
    {
        _parts.Forget(this);
        _parts = parts;
    }

    /// <summary>Gives back what it holds, unread: its connection ends.</summary>
    public void Drop()
    {
        _guard.Check();
        Records.Clear();
    }

    /// <summary>
    /// A read that waits gets the end, so that SslStream gives back what it holds; what it says to
    /// that goes nowhere.
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

    /// <summary>The inherited one would go to a pool thread.</summary>
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
