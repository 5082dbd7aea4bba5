using Protocol;

namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// The rooms that the reader is in, in the order of entering, and the one that is seen.
/// </summary>
internal sealed class RoomList
{
    /// <summary>
    /// Characters of a notice in one line: two screens. A notice of a whole frame, a million
    /// characters, would take seconds to lay out.
    /// </summary>
    private const int MaxNoticeChars = 4096;

    private readonly TimeProvider _time;
    private readonly LineBudget _lines = new();
    private readonly PeopleBudget _people = new();
    private readonly List<ChatRoom> _all = [];
    private readonly ChatRoom _nowhere;

    public RoomList(TimeProvider time)
    {
        _time = time;
        _nowhere = New("");
    }

    /// <summary>True when there are as many rooms as any server allows.</summary>
    public bool IsFull => _all.Count >= WireLimits.RoomsPerClient;

    /// <summary>Bytes of memory that all lines take.</summary>
    public long LineBytes => _lines.Bytes;

    /// <summary>Names of people that are remembered.</summary>
    public int PeopleNames => _people.Used;

    /// <summary>A room was removed from the list, and what is seen instead is settled.</summary>
    public Action<ChatRoom> Forgotten { get; set; } = static _ => { };

    /// <summary>All of them; the first is number 1.</summary>
    public IReadOnlyList<ChatRoom> All => _all;

    /// <summary>The one that is seen; null while there is none.</summary>
    public ChatRoom? Current { get; private set; }

    /// <summary>What is on the screen: the current room, or a place for those in no room.</summary>
    public ChatRoom Seen => Current ?? _nowhere;

    /// <summary>All of them, and the place for those in no room.</summary>
    public IEnumerable<ChatRoom> Places => _all.Append(_nowhere);

    /// <summary>Finds a room; case does not matter.</summary>
    public ChatRoom? Find(string name) => _all.Find(
        room => room.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds a room, or adds it behind the others.</summary>
    public ChatRoom FindOrAdd(string name)
    {
        if (Find(name) is { } known)
        {
            return known;
        }

        ChatRoom room = New(name);
        _all.Add(room);
        Current ??= room;
        return room;
    }

    /// <summary>Takes a room away; its neighbour is seen instead.</summary>
    public void Remove(ChatRoom room)
    {
        int at = _all.IndexOf(room);
        Forget(room);
        if (Current == room)
        {
            Current = _all.Count > 0 ? _all[Math.Max(0, at - 1)] : null;
            Current?.Look();
        }

        Forgotten(room);
    }

    /// <summary>
    /// Takes a room away that the reader did not leave. No other one is shown for it: what is being
    /// typed is not meant for that.
    /// </summary>
    public void Drop(ChatRoom room)
    {
        Forget(room);
        Current = Current == room ? null : Current;
        Forgotten(room);
    }

    /// <summary>Shows a room.</summary>
    public void Show(ChatRoom room)
    {
        if (room != Current)
        {
            Current?.LookAway();
            Current = room;
            room.Look();
        }
    }

    /// <summary>Shows the room with a number, from 1, if there is one.</summary>
    public void Show(int number)
    {
        if (number >= 1 && number <= _all.Count)
        {
            Show(_all[number - 1]);
        }
    }

    /// <summary>Shows the next room, or the one before; round in a circle.</summary>
    public void Step(int by)
    {
        if (_all.Count > 0)
        {
            int from = Current is null ? -Math.Max(0, by) : _all.IndexOf(Current);
            Show(_all[(from + by + _all.Count) % _all.Count]);
        }
    }

    /// <summary>
    /// Adds a message: unread when somebody else wrote it and the view does not show it, because
    /// another room is seen or the reader is further up.
    /// </summary>
    public void AddTalk(ChatRoom room, ChatLine line)
    {
        room.Lines.Add(line);
        bool isSeen = room == Seen && room.View.IsAtEnd;
        if (!isSeen && !line.IsPast && !line.IsOwn)
        {
            room.CountUnread(line.Mentioned.Length > 0);
        }
    }

    /// <summary>
    /// Adds a line of the program's own, to a room or else to the one that is seen. A long text
    /// takes several: only lines that are seen are laid out.
    /// </summary>
    public void AddNotice(string text, ChatRoom? room = null, LineKind kind = LineKind.Notice)
    {
        Scrollback lines = (room ?? Seen).Lines;
        int start = 0;
        do
        {
            int end = Math.Min(text.Length, start + MaxNoticeChars);
            end -= end < text.Length && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
            lines.Add(new ChatLine
            {
                Kind = kind,
                Time = _time.GetLocalNow(),
                Text = text[start..end],
            });
            start = end;
        }
        while (start < text.Length);
    }

    /// <summary>Midnight: a line for the new day everywhere.</summary>
    public void BeginDay()
    {
        foreach (ChatRoom room in Places)
        {
            room.Lines.BeginDay(_time.GetLocalNow());
        }
    }

    private ChatRoom New(string name) => new(name, _time.GetLocalNow().Date, _lines, _people);

    private void Forget(ChatRoom room)
    {
        _all.Remove(room);
        _lines.Remove(room.Lines);
        room.People.Forget();
    }
}
