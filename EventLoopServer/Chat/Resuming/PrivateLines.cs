using System.Buffers.Binary;
using Protocol.Messages;

namespace EventLoopServer.Chat.Resuming;

/// <summary>
/// The latest private lines to one device. A client that resumes gets the lines that were sent to a
/// broken connection, or while there was no connection. Adding a line costs a copy. Above the
/// limit, the oldest lines are removed. The numbers of the lines show the client whether a line is
/// missing.
/// </summary>
internal sealed class PrivateLines(PrivateLinesBudget budget)
{
    /// <summary>Most bytes of lines of one device: as many as in the history of a room.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int FirstBytes = 1024;
    private const int HeaderBytes = 56;

    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private bool _isAway;
    private LinkedListNode<PrivateLines>? _place;

    /// <summary>Bytes of memory that the lines use now.</summary>
    public int BytesHeld => _bytes.Length;

    /// <summary>
    /// True while the device has no connection. Its lines were not sent, so they are kept. While it
    /// is false, other devices may take the memory.
    /// </summary>
    public bool IsAway
    {
        get => _isAway;
        set
        {
            _isAway = value;
            Place();
        }
    }

    /// <summary>
    /// True when the device has no connection and there is no memory for the line. If there is
    /// memory, this method reserves it.
    /// </summary>
    /// <param name="bytes">The bytes of the text and of the sender's name.</param>
    public bool MustRefuse(int bytes)
    {
        if (!_isAway)
        {
            return false;
        }

        int size = HeaderBytes + bytes;
        int needed = Math.Min(_end - _start + size, MaxBytes);
        Grow(needed);
        return size > MaxBytes || _bytes.Length < needed;
    }

    /// <summary>
    /// Adds a line. It is dropped when the lines of all devices use too much memory.
    /// </summary>
    public void Add(in ServerEvent e)
    {
        int size = HeaderBytes + e.Name.Length + e.Detail.Length + e.Text.Length;
        if (!TryReserve(size))
        {
            return;
        }

        Span<byte> line = _bytes.AsSpan(_end, size);
        BinaryPrimitives.WriteInt32LittleEndian(line, size);
        BinaryPrimitives.WriteInt32LittleEndian(line[4..], e.Name.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(line[8..], e.Sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(line[16..], e.RequestId);
        BinaryPrimitives.WriteUInt64LittleEndian(line[24..], e.SenderId);
        BinaryPrimitives.WriteInt64LittleEndian(line[32..], e.TimeMs);
        BinaryPrimitives.WriteUInt64LittleEndian(line[40..], e.Number);
        BinaryPrimitives.WriteInt32LittleEndian(line[48..], (int)e.Kind);
        BinaryPrimitives.WriteInt32LittleEndian(line[52..], e.Detail.Length);
        e.Name.CopyTo(line[HeaderBytes..]);
        e.Detail.CopyTo(line[(HeaderBytes + e.Name.Length)..]);
        e.Text.CopyTo(line[(HeaderBytes + e.Name.Length + e.Detail.Length)..]);
        _end += size;
        Place();
    }

    /// <summary>Reads the line at a position.</summary>
    /// <param name="position">0 for the oldest line; then the result of the last call.</param>
    /// <param name="e">The line, valid until the next call of <see cref="Add"/>.</param>
    /// <returns>The position of the next line; -1 when there was no line.</returns>
    public int Read(int position, out ServerEvent e)
    {
        ReadOnlySpan<byte> rest = _bytes.AsSpan(_start, _end - _start)[position..];
        if (rest.IsEmpty)
        {
            e = default;
            return -1;
        }

        int size = BinaryPrimitives.ReadInt32LittleEndian(rest);
        int nameBytes = BinaryPrimitives.ReadInt32LittleEndian(rest[4..]);
        int detailBytes = BinaryPrimitives.ReadInt32LittleEndian(rest[52..]);
        e = new ServerEvent
        {
            Sequence = BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]),
            RequestId = BinaryPrimitives.ReadUInt64LittleEndian(rest[16..]),
            SenderId = BinaryPrimitives.ReadUInt64LittleEndian(rest[24..]),
            TimeMs = BinaryPrimitives.ReadInt64LittleEndian(rest[32..]),
            Number = BinaryPrimitives.ReadUInt64LittleEndian(rest[40..]),
            Kind = (EventKind)BinaryPrimitives.ReadInt32LittleEndian(rest[48..]),
            Name = rest.Slice(HeaderBytes, nameBytes),
            Detail = rest.Slice(HeaderBytes + nameBytes, detailBytes),
            Text = rest[(HeaderBytes + nameBytes + detailBytes)..size],
        };
        return position + size;
    }

    /// <summary>Increases the numbers of all lines, none of which was sent.</summary>
    public void Raise(ulong by)
    {
        for (int at = _start; at < _end;)
        {
            Span<byte> line = _bytes.AsSpan(at);
            ulong number = BinaryPrimitives.ReadUInt64LittleEndian(line[8..]);
            BinaryPrimitives.WriteUInt64LittleEndian(line[8..], number + by);
            at += BinaryPrimitives.ReadInt32LittleEndian(line);
        }
    }

    /// <summary>Removes all lines and returns their memory to the budget.</summary>
    public void Clear()
    {
        budget.Return(_bytes.Length);
        (_bytes, _start, _end) = ([], 0, 0);
        Place();
    }

    /// <summary>Reports to the budget whether other devices may take the memory.</summary>
    private void Place()
    {
        if (_bytes.Length > 0 && !_isAway)
        {
            budget.Spare(_place ??= new LinkedListNode<PrivateLines>(this));
        }
        else if (_place is not null)
        {
            budget.Hold(_place);
        }
    }

    private bool TryReserve(int size)
    {
        if (size > MaxBytes)
        {
            return false;
        }

        if (_bytes.Length - _end >= size)
        {
            return true;
        }

        Grow(_end - _start + size);
        while (_end - _start > 0 && _bytes.Length - (_end - _start) < size)
        {
            _start += BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(_start));
        }

        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        return _bytes.Length - _end >= size;
    }

    /// <summary>Makes the array larger, as far as the limits allow.</summary>
    private void Grow(int needed)
    {
        int size = Math.Max(FirstBytes, _bytes.Length);
        while (size < needed && size < MaxBytes)
        {
            size *= 2;
        }

        if (size > _bytes.Length && budget.TryTake(size - _bytes.Length, this))
        {
            Array.Resize(ref _bytes, size);
        }
    }
}
