namespace EventLoopServer.Buffers;

/// <summary>
/// A first-in, first-out buffer for output that the kernel did not take. It is a chain of slices. A
/// slice is rented when output has to wait, and returned when its bytes are sent. So growing copies
/// no bytes, and an empty ring holds no memory. One gather send passes the whole chain to the
/// kernel.
/// </summary>
internal sealed class RingBuffer(Slab slab, int capacityBytes)
{
    /// <summary>
    /// Bytes reserved for the goodbye text of a client that is closed as a slow reader.
    /// </summary>
    public const int GoodbyeBytes = 512;

    private Slice[] _chain = [];
    private int _first;
    private int _slices;
    private int _headOffset;

    /// <summary>Pending bytes.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the slices that hold the pending bytes.</summary>
    public int HeldBytes => _slices * slab.SliceBytes;

    /// <summary>Bytes that still fit.</summary>
    public int Free => Math.Max(0, capacityBytes - Count);

    /// <summary>Bytes that still fit, including the reserve for the goodbye text.</summary>
    public int FreeForGoodbye => capacityBytes + GoodbyeBytes - Count;

    /// <summary>Adds all of the bytes or none.</summary>
    /// <returns>False when the ring or the slab has no room for them.</returns>
    public bool TryWrite(ReadOnlySpan<byte> bytes) => TryWrite(bytes, capacityBytes);

    /// <summary>Adds all bytes of a goodbye text or none. It may use the reserve.</summary>
    public bool TryWriteGoodbye(ReadOnlySpan<byte> bytes) =>
        TryWrite(bytes, capacityBytes + GoodbyeBytes);

    /// <summary>Lists the pending bytes, oldest first, without removing them.</summary>
    /// <param name="segments">The list, which is emptied and then filled.</param>
    /// <param name="maxBytes">The most bytes to list.</param>
    /// <param name="maxSegments">The most segments to list.</param>
    public void Peek(List<ArraySegment<byte>> segments, int maxBytes, int maxSegments)
    {
        segments.Clear();
        int listed = 0;
        for (int i = 0; listed < Count && i < maxSegments && listed < maxBytes; i++)
        {
            Slice slice = At(i);
            int from = i == 0 ? _headOffset : 0;
            int to = Math.Min(slice.Length, from + Math.Min(Count, maxBytes) - listed);
            segments.Add(new ArraySegment<byte>(slice.Array, slice.Offset + from, to - from));
            listed += to - from;
        }
    }

    /// <summary>Removes bytes at the front, because they were sent.</summary>
    public void Consume(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Count);
        Count -= bytes;
        _headOffset += bytes;
        while (_slices > 0 && (_headOffset >= slab.SliceBytes || Count == 0))
        {
            DropHead();
        }
    }

    /// <summary>Discards all bytes and returns every slice.</summary>
    public void Clear() => Consume(Count);

    private bool TryWrite(ReadOnlySpan<byte> bytes, int capacity)
    {
        if (bytes.Length > capacity - Count || !TryExtend(_headOffset + Count + bytes.Length))
        {
            return false;
        }

        int at = _headOffset + Count;
        Count += bytes.Length;
        while (!bytes.IsEmpty)
        {
            Span<byte> space = At(at / slab.SliceBytes).Span[(at % slab.SliceBytes)..];
            int part = Math.Min(space.Length, bytes.Length);
            bytes[..part].CopyTo(space);
            bytes = bytes[part..];
            at += part;
        }

        return true;
    }

    /// <summary>Extends the chain to this number of bytes, or leaves it unchanged.</summary>
    private bool TryExtend(int bytes)
    {
        int before = _slices;
        while (_slices * slab.SliceBytes < bytes)
        {
            if (slab.TryRent(SliceHolder.Ring, out Slice slice))
            {
                Append(slice);
                continue;
            }

            while (_slices > before)
            {
                slab.Return(At(--_slices));
            }

            return false;
        }

        return true;
    }

    private void Append(Slice slice)
    {
        if (_slices == _chain.Length)
        {
            var longer = new Slice[Math.Max(4, _chain.Length * 2)];
            for (int i = 0; i < _slices; i++)
            {
                longer[i] = At(i);
            }

            _chain = longer;
            _first = 0;
        }

        _chain[(_first + _slices) % _chain.Length] = slice;
        _slices++;
    }

    private void DropHead()
    {
        slab.Return(At(0));
        _first = (_first + 1) % _chain.Length;
        _slices--;
        _headOffset = Math.Max(0, _headOffset - slab.SliceBytes);
        if (_slices == 0)
        {
            _headOffset = 0;
        }
    }

    private Slice At(int i) => _chain[(_first + i) % _chain.Length];
}
