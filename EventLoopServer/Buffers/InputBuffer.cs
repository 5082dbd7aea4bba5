namespace EventLoopServer.Buffers;

/// <summary>
/// Unused input of a client. It is an incomplete message, or bytes beyond the budget of a turn. A
/// decoder needs a message in one piece. So the buffer is one slice, and the unused bytes are moved
/// to its front when necessary. The buffer holds the slice only while there are unused bytes.
/// </summary>
internal sealed class InputBuffer(Slab slab)
{
    private Slice _slice;
    private int _start;
    private int _end;

    /// <summary>True while the buffer holds a slice.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Unused bytes.</summary>
    public int Count => _end - _start;

    /// <summary>Bytes that still fit.</summary>
    public int Room => slab.SliceBytes - Count;

    /// <summary>The unused bytes, in order. Decoders may change them in place.</summary>
    public Span<byte> Unused => _slice.Array.AsSpan(_slice.Offset + _start, Count);

    /// <summary>Adds bytes after the unused ones.</summary>
    /// <param name="bytes">At most <see cref="Room"/> bytes.</param>
    /// <returns>False when the slab has no free slice.</returns>
    public bool TryAppend(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return true;
        }

        if (!IsHeld)
        {
            if (!slab.TryRent(SliceHolder.Input, out _slice))
            {
                return false;
            }

            IsHeld = true;
            _start = _end = 0;
        }

        if (bytes.Length > _slice.Length - _end)
        {
            Unused.CopyTo(_slice.Span);
            _end -= _start;
            _start = 0;
        }

        bytes.CopyTo(_slice.Span[_end..]);
        _end += bytes.Length;
        return true;
    }

    /// <summary>Removes used bytes, and returns the slice when no byte is left.</summary>
    /// <param name="used">Bytes used at the front.</param>
    /// <param name="left">
    /// The length of the input after the consumer has run, including the used bytes. It is smaller
    /// than before if the consumer has removed bytes in place.
    /// </param>
    public void Consume(int used, int left)
    {
        _end = _start + left;
        _start += used;
        if (_start == _end)
        {
            Release();
        }
    }

    /// <summary>Discards the unused bytes and returns the slice.</summary>
    public void Release()
    {
        if (IsHeld)
        {
            slab.Return(_slice);
            _slice = default;
            IsHeld = false;
        }

        _start = _end = 0;
    }
}
