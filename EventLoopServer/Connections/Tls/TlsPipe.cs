using System.Buffers;
using System.Threading.Tasks.Sources;
using EventLoopServer.Memory;

namespace EventLoopServer.Connections.Tls;

/// <summary>
/// The wire as SslStream sees it: a stream in memory. What came is let through in whole TLS
/// records; what is written goes to the connection's ring. A read that finds nothing pends until
/// <see cref="Pump"/>, and goes on inside that call: nothing here ever leaves the reactor's thread.
/// </summary>
internal sealed class TlsPipe(Connection connection, TlsEntrance entrance)
    : Stream, IValueTaskSource<int>
{
    private const int HeaderBytes = 5;

    /// <summary>The longest record that any version allows (TLS 1.2). RFC 5246, 6.2.3.</summary>
    private const int MaxRecordBytes = HeaderBytes + (16 * 1024) + 2048;

    /// <summary>
    /// The one kind of record that may be empty. RFC 8446, 5.1. SslStream (.NET 10.0) looks for the
    /// first byte of any in a handshake, and throws what would count as our own mistake.
    /// </summary>
    private const byte ApplicationRecord = 23;

    private readonly ThreadGuard _guard = new();
    private ManualResetValueTaskSourceCore<int> _read;
    private Memory<byte> _space;
    private bool _isReading;
    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private int _whole;

    /// <summary>Bytes of the record at the front that were not let through yet.</summary>
    private int _rest;
    private bool _isOver;

    private TlsParts _parts = entrance.StrangersParts;

    public Connection Connection => connection;

    /// <summary>Memory in which bytes wait for the rest of their record, or to be read.</summary>
    public int HeldBytes => _bytes.Length;

    /// <summary>The same when its parts were told last.</summary>
    public int NotedBytes { get; set; }

    /// <summary>Its place among those who hold something.</summary>
    public LinkedListNode<TlsPipe> Place => field ??= new LinkedListNode<TlsPipe>(this);

    /// <summary>True when whole records wait to be let through.</summary>
    public bool HasRecords => _whole > _start;

    /// <summary>True when a record has begun to come and is not whole yet.</summary>
    public bool HasPart => _end > _whole;

    /// <summary>Records that have come whole.</summary>
    public long Records { get; private set; }

    /// <summary>Records that were let through.</summary>
    public long Passed { get; private set; }

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

    /// <summary>Keeps what came from the wire.</summary>
    /// <returns>False when it announces a record that nobody may send.</returns>
    public bool TryAppend(ReadOnlySpan<byte> wireBytes)
    {
        _guard.Check();
        MakeRoom(wireBytes.Length);
        wireBytes.CopyTo(_bytes.AsSpan(_end));
        _end += wireBytes.Length;
        while (_end - _whole >= HeaderBytes)
        {
            int record = RecordBytes(_whole);
            if (record > MaxRecordBytes
                || (record == HeaderBytes && _bytes[_whole] != ApplicationRecord))
            {
                return false;
            }

            if (record > _end - _whole)
            {
                break;
            }

            _whole += record;
            Records++;
        }

        return true;
    }

    /// <summary>Lets whole records through to a read that waits for them.</summary>
    public void Pump()
    {
        _guard.Check();
        while (_isReading && (HasRecords || _isOver))
        {
            // It goes on in this call, and may come back for more before it returns.
            _isReading = false;
            _read.SetResult(Take(_space.Span));
        }

        if (_start == _end)
        {
            ReturnBytes();
        }
    }

    /// <summary>Tells what it holds: after each step in which that may have changed.</summary>
    public void Note() => _parts.Note(this);

    /// <summary>From now on it is counted there.</summary>
    public void BelongTo(TlsParts parts)
    {
        _parts.Forget(this);
        _parts = parts;
    }

    /// <summary>Gives back what it holds, unread: its connection ends.</summary>
    public void Drop()
    {
        _guard.Check();
        _rest = 0;
        ReturnBytes();
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
        if (HasRecords || _isOver)
        {
            return new ValueTask<int>(Take(buffer.Span));
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

        bool written = connection.IsOpen
            ? connection.Ring.TryWrite(buffer)
            : connection.Ring.TryWriteLastWords(buffer);
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

    /// <summary>
    /// One record at a time: so it shows which of them SslStream had no text from.
    /// </summary>
    private int Take(Span<byte> space)
    {
        if (_rest == 0 && HasRecords)
        {
            _rest = RecordBytes(_start);
        }

        int taken = Math.Min(space.Length, _rest);
        _bytes.AsSpan(_start, taken).CopyTo(space);
        _start += taken;
        _rest -= taken;
        Passed += taken > 0 && _rest == 0 ? 1 : 0;
        return taken;
    }

    /// <summary>Length of the record that begins here, its header included.</summary>
    private int RecordBytes(int at) => HeaderBytes + ((_bytes[at + 3] << 8) | _bytes[at + 4]);

    private void MakeRoom(int bytes)
    {
        int unread = _end - _start;
        if (_bytes.Length - _end >= bytes)
        {
            return;
        }

        byte[] room = unread + bytes > _bytes.Length
            ? ArrayPool<byte>.Shared.Rent(unread + bytes)
            : _bytes;
        _bytes.AsSpan(_start, unread).CopyTo(room);
        _whole -= _start;
        _end = unread;
        _start = 0;
        if (room != _bytes)
        {
            ReturnArray();
            _bytes = room;
        }
    }

    private void ReturnBytes()
    {
        _start = _end = _whole = 0;
        ReturnArray();
        _bytes = [];
    }

    private void ReturnArray()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }
}
