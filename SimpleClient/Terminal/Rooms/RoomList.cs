using Protocol;
using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// The places, in the order in which they were opened, and the place that is shown. A place is a
/// room that the user is in, or a private conversation.
/// </summary>
internal sealed class RoomList
{
    /// <summary>
    /// The most characters of a notice in one line, which fill two screens. A notice that fills a
    /// frame has a million characters, and its layout would take seconds.
    /// </summary>
    private const int MaxNoticeChars = 4096;

    /// <summary>
    /// The highest number of private conversations. Any user can open one by sending a line, so a
    /// limit is needed. Above it, the oldest conversation without unread lines is closed.
    /// </summary>
    private const int MaxPrivate = 100;

    private readonly TimeProvider _time;
    private readonly LineBudget _lines = new();
    private readonly PeopleBudget _people = new();
    private readonly List<ChatRoom> _all = [];
    private readonly ChatRoom _nowhere;
    private bool _hasKeyboard = true;

    public RoomList(TimeProvider time)
    {
        _time = time;
        _nowhere = New("");
    }

    /// <summary>True when there are as many rooms as the protocol allows.</summary>
    public bool IsFull => Entered.Count() >= WireLimits.RoomsPerClient;

    /// <summary>Bytes of memory of all lines.</summary>
    public long LineBytes => _lines.Bytes;

    /// <summary>The number of stored names of members.</summary>
    public int PeopleNames => _people.Used;

    /// <summary>
    /// False while another window has the keyboard, or while something covers the messages. Then no
    /// new line counts as seen.
    /// </summary>
    public bool IsWatched => _hasKeyboard && !IsCovered();

    /// <summary>Returns true while something covers the messages.</summary>
    public Func<bool> IsCovered { private get; set; } = static () => false;

    /// <summary>The user's choices for the appearance of lines.</summary>
    public LineStyle Style
    {
        get => _nowhere.Style;
        set
        {
            foreach (ChatRoom place in Places)
            {
                place.Style = value;
            }
        }
    }

    /// <summary>
    /// The places of the last start, in their order. A place among them is added where it was, in
    /// whatever order the server answers. Other places are added at the end.
    /// </summary>
    public IReadOnlyList<string> Order { get; set; } = [];

    /// <summary>Receives each message that is added to a place.</summary>
    public Action<ChatRoom, ChatLine> Added { get; set; } = static (_, _) => { };

    /// <summary>Called after a room was removed and the room to show instead was chosen.</summary>
    public Action<ChatRoom> Forgotten { get; set; } = static _ => { };

    /// <summary>All rooms and private conversations; the first has the number 1.</summary>
    public IReadOnlyList<ChatRoom> All => _all;

    /// <summary>The rooms, without private conversations.</summary>
    public IEnumerable<ChatRoom> Entered => _all.Where(static room => !room.IsPrivate);

    /// <summary>The room that is shown; null when there is none.</summary>
    public ChatRoom? Current { get; private set; }

    /// <summary>The lines on the screen: the current room, or a view without a room.</summary>
    public ChatRoom Seen => Current ?? _nowhere;

    /// <summary>All rooms, and the view without a room.</summary>
    public IEnumerable<ChatRoom> Places => _all.Append(_nowhere);

    /// <summary>Finds a room by its name, in any case.</summary>
    public ChatRoom? Find(string name) => _all.Find(room => !room.IsPrivate && Is(room, name));

    /// <summary>Finds the conversation with a person, by the name in any case.</summary>
    public ChatRoom? FindPrivate(string name) =>
        _all.FindLast(room => room.IsPrivate && Is(room, name));

    /// <summary>Finds the conversation with a person, or opens it without showing it.</summary>
    /// <returns>Null when there are too many conversations with unread lines.</returns>
    public ChatRoom? OpenPrivate(string name)
    {
        if (FindPrivate(name) is { } known)
        {
            return known;
        }

        if (_all.Count(static room => room.IsPrivate) >= MaxPrivate)
        {
            if (_all.Find(IsClosable) is not { } read)
            {
                return null;
            }

            Remove(read);
        }

        // The conversation is not shown, even when no room is, because the user may be typing a
        // text for another person.
        ChatRoom place = New(name, isPrivate: true);
        Add(place);
        return place;
    }

    /// <summary>
    /// Renames the conversation with a person who has changed the name. The conversation keeps its
    /// lines.
    /// </summary>
    /// <returns>The conversation; null when there is none.</returns>
    public ChatRoom? RenamePerson(ulong id, string before, string now)
    {
        ChatRoom? room = _all.FindLast(
            one => one.IsPrivate && one.PersonId == id && Is(one, before));
        room?.Rename(now);
        return room;
    }

    /// <summary>Finds a room, or adds it at the end.</summary>
    public ChatRoom FindOrAdd(string name)
    {
        if (Find(name) is { } known)
        {
            return known;
        }

        ChatRoom room = New(name);
        Add(room);
        Current ??= room;
        return room;
    }

    /// <summary>Removes a room. The room next to it is shown instead.</summary>
    public void Remove(ChatRoom room)
    {
        int at = _all.IndexOf(room);
        Forget(room);
        if (Current == room)
        {
            Current = _all.Count > 0 ? _all[Math.Max(0, at - 1)] : null;
            SeeShown();
        }

        Forgotten(room);
    }

    /// <summary>
    /// Removes a room that the user did not leave. No other room is shown instead, because the text
    /// that the user types is not meant for that room.
    /// </summary>
    public void Drop(ChatRoom room)
    {
        Forget(room);
        Current = Current == room ? null : Current;
        Forgotten(room);
    }

    public void Show(ChatRoom room)
    {
        if (room != Current)
        {
            Current?.MarkHidden();
            Current = room;
            room.WasShown = true;
            SeeShown();
        }
    }

    /// <summary>Shows the room with this number, from 1, if it exists.</summary>
    public void Show(int number)
    {
        if (number >= 1 && number <= _all.Count)
        {
            Show(_all[number - 1]);
        }
    }

    /// <summary>Shows the next or the previous room, in a circle.</summary>
    public void Step(int by)
    {
        if (_all.Count > 0)
        {
            int from = Current is null ? -Math.Max(0, by) : _all.IndexOf(Current);
            Show(_all[(from + by + _all.Count) % _all.Count]);
        }
    }

    /// <summary>
    /// Adds a message. A message of another member is unread when it is not visible, because
    /// another room is shown or the view is further up. A line of the history is unread when the
    /// user has read it on no device of the account.
    /// </summary>
    public void AddTalk(ChatRoom room, ChatLine line)
    {
        room.Lines.Add(line);
        Added(room, line);
        bool isSeen = IsSeen(room);
        bool isNews = !line.IsOwn && !room.WasRead(line);
        if (isNews && !isSeen)
        {
            room.CountUnread(line.Mentioned.Length > 0 || line.Kind == LineKind.Told);
        }
        else if (isNews && line.IsPast)
        {
            room.Mark.CountSeen(room.Lines.Next - 1);
        }
    }

    /// <summary>
    /// Adds a line of the client to a room, or to the shown place when no room is given. A long
    /// text takes several lines, because only visible lines are laid out.
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

    /// <summary>
    /// Called when the window gets or loses the keyboard. The first line that arrives without the
    /// keyboard gets the rule above it.
    /// </summary>
    public void Watch(bool hasKeyboard)
    {
        if (hasKeyboard == _hasKeyboard)
        {
            return;
        }

        _hasKeyboard = hasKeyboard;
        if (hasKeyboard)
        {
            SeeShown();
        }
        else
        {
            Seen.Mark.MarkHidden();
        }
    }

    /// <summary>Counts the lines of the shown place as seen if they are visible.</summary>
    public void SeeShown()
    {
        if (IsWatched)
        {
            Seen.See();
        }
    }

    /// <summary>True while the user sees the newest lines of a place.</summary>
    public bool IsSeen(ChatRoom room) => IsWatched && room == Seen && room.IsAtEnd;

    /// <summary>Adds a line for the new day to all rooms.</summary>
    public void BeginDay()
    {
        foreach (ChatRoom room in Places)
        {
            room.Lines.BeginDay(_time.GetLocalNow());
        }
    }

    private static bool Is(ChatRoom room, string name) =>
        room.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private bool IsClosable(ChatRoom room) => room.IsPrivate && room != Current
        && room.Unread == 0 && room.Draft == Draft.Empty && room.Lines.Pending.Count == 0;

    private ChatRoom New(string name, bool isPrivate = false) =>
        new(name, _time.GetLocalNow().Date, _lines, _people)
        {
            IsPrivate = isPrivate,
            Style = _nowhere?.Style ?? new LineStyle(),
        };

    private void Add(ChatRoom place)
    {
        int rank = RankOf(place);
        int at = rank < 0 ? -1 : _all.FindIndex(one => RankOf(one) > rank);
        _all.Insert(at < 0 ? _all.Count : at, place);
    }

    /// <summary>The index in <see cref="Order"/>; -1 for other places.</summary>
    private int RankOf(ChatRoom place)
    {
        for (int i = 0; i < Order.Count; i++)
        {
            if (Order[i].Equals(place.Label, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private void Forget(ChatRoom room)
    {
        _all.Remove(room);
        _lines.Remove(room.Lines);
        room.People.Forget();
    }
}
