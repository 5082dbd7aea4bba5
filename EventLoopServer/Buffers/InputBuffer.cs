namespace EventLoopServer.Buffers;

/// <summary>
/// What a client has sent of a message that is not complete yet, or that its budget left for the
/// next turn. It is one slice, kept in one piece by moving what is left to the front, because a
/// decoder needs a message in one piece; and it is held only while something is left.
/// </summary>
internal sealed class InputBuffer(Slab slab)
{
    private Slice _slice;
    private int _start;
    private int _end;

    /// <summary>True while it holds a slice.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Bytes left.</summary>
    public int Count => _end - _start;

    /// <summary>Bytes that still fit.</summary>
    public int Room => slab.SliceBytes - Count;

    /// <summary>What is left, in order. Decoders may change it in place.</summary>
    public Span<byte> Unused => _slice.Array.AsSpan(_slice.Offset + _start, Count);

    /// <summary>Adds bytes behind what is left.</summary>
    /// <param name="bytes">At most <see cref="Room"/> bytes.</param>
    /// <returns>False when the slab has no slice to give.</returns>
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

    /// <summary>Takes out what was used; holds nothing when nothing is left.</summary>
    /// <param name="used">Bytes used at the front.</param>
    /// <param name="left">Bytes that counted, the used ones included.</param>
    public void Consume(int used, int left)
    {
        _end = _start + left;
        _start += used;
        if (_start == _end)
        {
            Release();
        }
    }

    /// <summary>Throws what is left away.</summary>
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
