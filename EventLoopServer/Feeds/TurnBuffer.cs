namespace EventLoopServer.Feeds;

/// <summary>
/// Bytes written during one turn, event by event. The end and the ordinal number of each event are
/// stored, so that several buffers can be read in the order of their events.
/// </summary>
internal sealed class TurnBuffer
{
    private byte[] _bytes = new byte[4096];
    private int[] _ordinals = new int[32];
    private int[] _ends = new int[32];

    /// <summary>Bytes committed.</summary>
    public int Length { get; private set; }

    /// <summary>Events committed.</summary>
    public int Events { get; private set; }

    /// <summary>The array of the bytes. Segments refer to it until the end of the turn.</summary>
    public byte[] Array => _bytes;

    /// <summary>
    /// Returns space for one event. The bytes written into it count only after
    /// <see cref="Commit"/>.
    /// </summary>
    public Span<byte> Space(int bytes)
    {
        if (_bytes.Length - Length < bytes)
        {
            System.Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes));
        }

        return _bytes.AsSpan(Length);
    }

    public void Commit(int bytes, int ordinal)
    {
        if (Events == _ends.Length)
        {
            System.Array.Resize(ref _ends, Events * 2);
            System.Array.Resize(ref _ordinals, Events * 2);
        }

        Length += bytes;
        _ends[Events] = Length;
        _ordinals[Events++] = ordinal;
    }

    public int OrdinalOf(int e) => _ordinals[e];

    public int StartOf(int e) => e == 0 ? 0 : _ends[e - 1];

    public int EndOf(int e) => _ends[e];

    /// <summary>The first event that begins at this offset or after it.</summary>
    public int FirstFrom(int offset)
    {
        int low = 0;
        int high = Events;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (StartOf(middle) < offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The offset at which the events before this ordinal end.</summary>
    public int OffsetAt(int ordinal)
    {
        int low = 0;
        int high = Events;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_ordinals[middle] < ordinal)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return StartOf(low);
    }

    public void Reset()
    {
        Length = 0;
        Events = 0;
    }
}
