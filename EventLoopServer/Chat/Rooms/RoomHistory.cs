using EventLoopServer.Chat.Storage;
using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// The last messages of a room, in a ring of bytes that grows up to a fixed size. Adding a message
/// costs a copy and no allocation. The oldest messages are removed at the limit of lines or bytes.
/// </summary>
internal sealed class RoomHistory
{
    /// <summary>
    /// Most bytes of a room's history. It is more if two messages of the largest size need more.
    /// </summary>
    private const int TypicalBytes = 64 * 1024;

    private const int FirstBytes = 1024;

    private const int FirstLines = 8;

    private readonly int _maxBytes;
    private Line[] _lines = [];
    private byte[] _bytes = [];
    private int _first;
    private int _head;

    /// <param name="maxLines">Most lines; 0 for no history.</param>
    /// <param name="maxMessageBytes">Most bytes of text in one message.</param>
    public RoomHistory(int maxLines, int maxMessageBytes)
    {
        MaxLines = maxLines;
        _maxBytes = Math.Max(TypicalBytes, 2 * (maxMessageBytes + 256));
    }

    /// <summary>
    /// Most lines; 0 for no history. A lower number drops the oldest lines. A higher one needs no
    /// memory before there are more lines, so a reload of many rooms takes no time.
    /// </summary>
    public int MaxLines
    {
        get;
        set
        {
            field = value;
            while (Count > value)
            {
                Forget();
            }
        }
    }

    /// <summary>The number of lines now.</summary>
    public int Count { get; private set; }

    /// <summary>True when the room has or had older lines than these.</summary>
    public bool HasOlder { get; set; }

    /// <summary>Bytes of memory that the lines use now.</summary>
    public int BytesHeld => _bytes.Length;

    /// <summary>Adds an event. If there is no space, removes the oldest ones.</summary>
    public void Add(in ServerEvent e)
    {
        if (MaxLines == 0)
        {
            return;
        }

        if (Count == MaxLines)
        {
            Forget();
        }
        else if (Count == _lines.Length)
        {
            GrowLines();
        }

        int bytes = e.Name.Length + e.Text.Length;
        int at = Reserve(bytes);
        e.Name.CopyTo(_bytes.AsSpan(at));
        e.Text.CopyTo(_bytes.AsSpan(at + e.Name.Length));
        At(Count++) = new Line
        {
            Kind = e.Kind,
            RequestId = e.RequestId,
            SenderId = e.SenderId,
            TimeMs = e.TimeMs,
            Sequence = e.Sequence,
            Offset = at,
            NameBytes = e.Name.Length,
            TextBytes = e.Text.Length,
            EmptyLines = (byte)e.EmptyLines,
        };
    }

    /// <summary>Counts the lines after a sequence number.</summary>
    public int CountAfter(ulong sequence)
    {
        int count = 0;
        while (count < Count && At(Count - 1 - count).Sequence > sequence)
        {
            count++;
        }

        return count;
    }

    /// <summary>
    /// Selects the lines of a page. Newest is the distance of the page's last line from the newest
    /// line.
    /// </summary>
    public (int Newest, int Lines) Select(PageQuery page)
    {
        int newest = 0;
        while (newest < Count
            && ((page.Before > 0 && At(Count - 1 - newest).Sequence >= page.Before)
                || (page.BeforeMs > 0 && At(Count - 1 - newest).TimeMs >= page.BeforeMs)))
        {
            newest++;
        }

        int lines = Math.Max(0, CountAfter(page.After) - newest);
        int wanted = Math.Min(lines, page.Count);
        return (page.After > 0 ? newest + lines - wanted : newest, wanted);
    }

    /// <summary>True when all lines of a page are in this history.</summary>
    public bool Covers(PageQuery page)
    {
        if (!HasOlder)
        {
            return true;
        }

        if (page.BeforeMs > 0 || Count == 0)
        {
            return false;
        }

        // No line may be missing between the client's last line and the oldest line here.
        return page.After > 0
            ? At(0).Sequence <= page.After + 1
            : Select(page).Lines == page.Count;
    }

    /// <summary>Counts the newest lines that fit into a number of bytes.</summary>
    /// <param name="bytes">The number of bytes.</param>
    /// <param name="lineBytes">Bytes of a line without its name and text.</param>
    public int CountWithin(int bytes, int lineBytes)
    {
        int count = 0;
        for (; count < Count; count++)
        {
            ref Line line = ref At(Count - 1 - count);
            bytes -= ((1 + line.EmptyLines) * (line.NameBytes + lineBytes)) + line.TextBytes;
            if (bytes < 0)
            {
                break;
            }
        }

        return count;
    }

    /// <summary>The line at this distance from the newest; 0 is the newest.</summary>
    public ServerEvent FromNewest(int back, Room room)
    {
        ref Line line = ref At(Count - 1 - back);
        return new ServerEvent
        {
            Kind = line.Kind,
            RequestId = line.RequestId,
            SenderId = line.SenderId,
            TimeMs = line.TimeMs,
            Sequence = line.Sequence,
            Room = room.Name.Utf8,
            Name = _bytes.AsSpan(line.Offset, line.NameBytes),
            Text = _bytes.AsSpan(line.Offset + line.NameBytes, line.TextBytes),
            Number = line.EmptyLines,
            InLobby = room.IsLobby,
            InPast = true,
        };
    }

    /// <summary>
    /// Finds contiguous free bytes. If necessary, grows the ring or removes the oldest lines.
    /// </summary>
    private int Reserve(int bytes)
    {
        while (true)
        {
            int tail = Count == 0 ? _head : At(0).Offset;
            if (Count == 0)
            {
                _head = tail = 0;
            }

            bool wrapped = Count > 0 && _head <= tail;
            int end = wrapped ? tail : _bytes.Length;
            if (end - _head >= bytes)
            {
                _head += bytes;
                return _head - bytes;
            }

            if (!wrapped && tail >= bytes)
            {
                // Removed lines have left space at the front, so the ring of a short history does
                // not grow.
                _head = bytes;
                return 0;
            }

            if (_bytes.Length < _maxBytes)
            {
                Grow(bytes);
            }
            else if (!wrapped && tail > 0)
            {
                // There are too few free bytes at the end and at the front.
                _head = 0;
                Forget();
            }
            else
            {
                Forget();
            }
        }
    }

    /// <summary>Moves all lines to the front of a larger array, in order.</summary>
    private void Grow(int bytes)
    {
        int used = 0;
        for (int i = 0; i < Count; i++)
        {
            used += At(i).NameBytes + At(i).TextBytes;
        }

        int size = Math.Max(FirstBytes, _bytes.Length * 2);
        while (size < used + bytes)
        {
            size *= 2;
        }

        // At the limit, the array may still be too small for the event. The caller then removes
        // lines.
        var larger = new byte[Math.Min(size, _maxBytes)];
        int at = 0;
        for (int i = 0; i < Count; i++)
        {
            ref Line line = ref At(i);
            _bytes.AsSpan(line.Offset, line.NameBytes + line.TextBytes).CopyTo(larger.AsSpan(at));
            line.Offset = at;
            at += line.NameBytes + line.TextBytes;
        }

        _bytes = larger;
        _head = at;
    }

    private void GrowLines()
    {
        var larger = new Line[Math.Min(MaxLines, Math.Max(FirstLines, _lines.Length * 2))];
        for (int i = 0; i < Count; i++)
        {
            larger[i] = At(i);
        }

        (_lines, _first) = (larger, 0);
    }

    private void Forget()
    {
        HasOlder = true;
        _first = (_first + 1) % _lines.Length;
        Count--;
    }

    private ref Line At(int i) => ref _lines[(_first + i) % _lines.Length];

    private struct Line
    {
        public EventKind Kind;
        public byte EmptyLines;
        public ulong RequestId;
        public ulong SenderId;
        public long TimeMs;
        public ulong Sequence;
        public int Offset;
        public int NameBytes;
        public int TextBytes;
    }
}
