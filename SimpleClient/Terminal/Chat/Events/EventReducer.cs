using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat.Events;

/// <summary>
/// Turns the server's events into lines of rooms: messages, joins and leaves. After a lost
/// connection it adds each missed line once.
/// </summary>
internal sealed class EventReducer
{
    private readonly RoomList _rooms;
    private readonly TimeProvider _time;
    private readonly EventLine _lines;
    private readonly HistoryReducer _past;
    private readonly PresenceReducer _presence;

    public EventReducer(RoomList rooms, TimeProvider time)
    {
        _rooms = rooms;
        _time = time;
        _lines = new EventLine(time);
        _past = new HistoryReducer(rooms, _lines)
        {
            Call = Call,
            Ignored = Ignored,
            Words = Words,
            Lost = (room, line) => Lost(room, line),
            Paged = (page, lines, end) => Paged(page, lines, end),
        };
        _presence = new PresenceReducer(rooms, _lines) { Ignored = Ignored };
    }

    /// <summary>The user's id; 0 when there is none yet.</summary>
    public ulong OwnId
    {
        get => Ignored.OwnId;
        private set => Ignored.OwnId = value;
    }

    /// <summary>The user's name; empty when there is none yet.</summary>
    public string OwnName { get; private set; } = "";

    /// <summary>The rooms of the server's last list.</summary>
    public IReadOnlyList<string> KnownRooms { get; private set; } = [];

    /// <summary>
    /// True after an event for which the bell should ring. Ringing resets the value.
    /// </summary>
    public bool Calls { get; set; }

    /// <summary>The line of the last such event, and its place; null when there is none.</summary>
    public (ChatRoom Place, ChatLine Line)? LastCall { get; set; }

    /// <summary>Receives the user's messages that the history does not contain.</summary>
    public Action<ChatRoom?, ChatLine> Lost { get; set; } = static (_, _) => { };

    /// <summary>Receives a page of history that the client has asked for.</summary>
    public Action<PastPage, IReadOnlyList<ChatLine>, string> Paged { get; set; } =
        static (_, _, _) => { };

    /// <summary>Receives the answer to a search. The messages of the answer follow.</summary>
    public Action<ChatEvent> Found { get; set; } = static _ => { };

    /// <summary>Receives a message that a search has found, and its room.</summary>
    public Action<string, ChatLine> FoundLine { get; set; } = static (_, _) => { };

    /// <summary>The files that were shared.</summary>
    public KnownFiles Files { get; } = new();

    /// <summary>The people whose messages are hidden.</summary>
    public IgnoreList Ignored { get; } = new();

    /// <summary>The words that make a message a mention.</summary>
    public MentionWords Words { get; } = new();

    /// <summary>True for a room that has to be shown when it is entered.</summary>
    public Predicate<string> Shows { get; set; } = static _ => true;

    public void Take(ChatEvent e)
    {
        Files.Add(SharedLine.FileOf(e));
        e = SharedLine.AsAction(e);
        _past.EndBefore(e);
        switch (e.Kind)
        {
            case EventKind.Said or EventKind.Acted when e.IsHit:
                FoundLine(e.Room, Line(e));
                break;
            case EventKind.Said or EventKind.Acted when e.IsPast:
                _past.Take(e, OwnName);
                break;
            case EventKind.Said or EventKind.Acted:
                HandleTalk(e);
                break;
            case EventKind.Told:
                HandleTold(e);
                break;
            case EventKind.Entered or EventKind.Departed or EventKind.Renamed
                or EventKind.TopicSet:
                if (e.Kind == EventKind.Renamed)
                {
                    Ignored.Rename(e.SenderId, e.Name);
                }

                _presence.Take(e, OwnId);
                break;
            default:
                HandleAnswer(e);
                break;
        }
    }

    /// <summary>Reports a lost connection, and stores the state of every room.</summary>
    /// <param name="since">The time of the loss, or the earliest possible one.</param>
    public void Disconnect(DateTimeOffset since)
    {
        foreach (ChatRoom place in _rooms.Places.ToArray())
        {
            // The history has no private messages, so it cannot show whether they arrived.
            ChatLine[] told = [.. place.Lines.Pending.Where(line => line.Kind == LineKind.ToldTo)];
            Array.ForEach(told, line => Lost(place, line));
        }

        foreach (ChatRoom room in _rooms.Entered)
        {
            // An earlier gap is kept until the history has filled it.
            HistoryGap gap =
                room.Gap ??= new HistoryGap(since, room.Incarnation, room.LastSequence);
            gap.Back = null;
            gap.IsOtherRoom = false;
            gap.OwnIds.Add(OwnId);
            gap.Unconfirmed.AddRange(room.Lines.Pending.Where(
                line => !gap.Unconfirmed.Exists(one => ReferenceEquals(one, line))));
        }

        _past.Abandon();
    }

    /// <summary>
    /// Removes a room that cannot be entered again, so its history will not arrive.
    /// </summary>
    public void Drop(ChatRoom room, HistoryGap gap)
    {
        _rooms.Drop(room);
        _rooms.AddNotice(TerminalSentences.NoLongerIn(room.Name));
        _past.FailUnconfirmed(gap, room, shownIn: null);
    }

    private void HandleAnswer(ChatEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Named:
                ForgetReadMarks(e.SenderId);
                OwnId = e.SenderId;
                OwnName = e.Name;
                break;
            case EventKind.Resumed:
                (OwnId, OwnName) = (e.SenderId, e.Name);
                MarkLost(e);
                break;
            case EventKind.Joined when e.IsResumed && _rooms.Find(e.Room) is { } stayed:
                Stay(stayed, e);
                break;
            case EventKind.Joined:
                Join(e);
                break;
            case EventKind.Parted when _rooms.Find(e.Room) is { } left:
                _rooms.Remove(left);
                _rooms.AddNotice(TerminalSentences.YouLeft(e.Room));
                break;
            case EventKind.Read when _rooms.Find(e.Room) is { } read:
                if (e.Number == read.Incarnation)
                {
                    read.ReadTo(e.Sequence);
                }

                break;
            case EventKind.Members when _rooms.Find(e.Room) is { } room:
                room.People.Take(e.Count, e.Entries);
                break;
            case EventKind.Rooms:
                KnownRooms = [.. e.Entries.Select(static entry => entry.Name)];
                break;
            case EventKind.Hits:
                Found(e);
                break;
            case EventKind.Past when _rooms.Find(e.Room) is { } room:
                _past.Begin(room, e);
                break;
            case EventKind.Goodbye when e.Text.Length > 0:
            case EventKind.Notice or EventKind.Refused when e.RequestId == 0:
                AddLines(EventLines.Of(e));
                break;
            default:
                break;
        }
    }

    private void AddLines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            _rooms.AddNotice(EventLines.WithoutMark(line));
        }
    }

    private void Join(ChatEvent e)
    {
        bool isKnown = _rooms.Find(e.Room) is not null;
        ChatRoom room = _rooms.FindOrAdd(e.Room);
        room.People.Begin(e.Count);
        room.KnowsPeople = false;
        room.KnowsPast &= isKnown && room.Gap is null;
        string company = TerminalSentences.Company((int)e.Count - 1);
        if (room.Gap is { } gap)
        {
            gap.Back = _time.GetLocalNow();
            string away = Duration(gap.Back.Value - gap.Since);
            _rooms.AddNotice(TerminalSentences.YouAreBack(e.Room, company, away), room);
            if (e.Number != gap.Incarnation)
            {
                _rooms.AddNotice(TerminalSentences.RoomMadeAnew, room);
                gap.BeginAnew(e.Number);
                room.IsAnew = true;
                _past.FailUnconfirmed(gap, room, room);
            }
        }
        else
        {
            if (room.Incarnation == 0)
            {
                // The client may enter a room that a continued session has entered already.
                _rooms.AddNotice(TerminalSentences.YouAreIn(e.Room, company), room);
            }

            // A room that another device of the user has entered does not replace the shown one.
            bool isAsked = !e.IsUnrequested || _rooms.Current is null;
            if (!isKnown && isAsked && Shows(e.Room))
            {
                _rooms.Show(room);
            }
        }

        if (e.Text.Length > 0)
        {
            _rooms.AddNotice(TerminalSentences.Topic(e.Text), room);
        }

        room.Topic = e.Text;
        room.Incarnation = e.Number;
        room.LastSequence = e.Sequence - Math.Min(1, e.Sequence);
    }

    /// <summary>
    /// Updates a room after the connection was replaced without a gap. Only the list of members has
    /// to be requested again.
    /// </summary>
    private static void Stay(ChatRoom room, ChatEvent e)
    {
        room.Topic = e.Text;
        room.People.Begin(e.Count);
        room.KnowsPeople = false;
        room.Incarnation = e.Number;
    }

    /// <summary>Marks the lines that were shown and that the server has lost in a crash.</summary>
    private void MarkLost(ChatEvent e)
    {
        foreach (ChatListEntry entry in e.Entries)
        {
            _rooms.Find(entry.Name)?.Lines.MarkLost(entry.Number);
        }
    }

    private void HandleTalk(ChatEvent e)
    {
        if (_rooms.Find(e.Room) is not { } room)
        {
            return;
        }

        room.LastSequence = e.Sequence;
        room.Gap?.SeenLive.Add(e.Sequence);
        if (Ignored.Hides(e))
        {
            return;
        }

        ChatLine line = Line(e);
        if (room.Lines.HasLost)
        {
            room.Lines.RemoveLost(line);
        }

        room.People.Speak(e.SenderId, e.Name, line.Time);
        if (e.SenderId == OwnId)
        {
            // The history confirms messages that were sent over an earlier connection.
            ChatLine? pending = room.Lines.Pending.FirstOrDefault(
                one => one.Kind == line.Kind && one.Text == line.Text
                    && room.Gap?.Unconfirmed.Contains(one) != true);
            _ = pending is not null && room.Lines.RemovePending(pending);
            _rooms.AddTalk(room, line with { IsOwn = true });
        }
        else if (Words.Find(line.Text, OwnName) is { Length: > 0 } word)
        {
            Call(room, line with { Mentioned = word });
        }
        else
        {
            _rooms.AddTalk(room, line);
        }
    }

    /// <summary>Removes the read marks when the user is another one.</summary>
    private void ForgetReadMarks(ulong id)
    {
        foreach (ChatRoom room in _rooms.Entered)
        {
            room.ReadUpTo = id == OwnId ? room.ReadUpTo : null;
        }
    }

    /// <summary>
    /// A private message is shown in the conversation with its sender, never in the shown room.
    /// </summary>
    private void HandleTold(ChatEvent e)
    {
        if (e.Detail.Length > 0 && e.SenderId == OwnId)
        {
            // The user has sent it on another device.
            ChatLine sent = _lines.Of(LineKind.ToldTo, e) with { Name = e.Detail, IsOwn = true };
            _rooms.AddTalk(_rooms.OpenPrivate(e.Detail) ?? _rooms.Seen, sent);
            return;
        }

        if (Ignored.Hides(e))
        {
            return;
        }

        ChatRoom? place = _rooms.OpenPrivate(e.Name);
        if (place is not null)
        {
            place.PersonId = e.SenderId;
        }

        Call(place ?? _rooms.Seen, _lines.Of(LineKind.Told, e));
    }

    private ChatLine Line(ChatEvent e) =>
        _lines.Of(e.Kind == EventKind.Said ? LineKind.Said : LineKind.Acted, e);

    private void Call(ChatRoom room, ChatLine line)
    {
        _rooms.AddTalk(room, line);
        Calls = true;
        if (LastCall is null || !_rooms.IsSeen(room))
        {
            // A visible line must not hide one that the user does not see.
            LastCall = (room, line);
        }
    }

    private static string Duration(TimeSpan time) =>
        time.TotalMinutes < 1 ? $"{Math.Max(1, time.TotalSeconds):0} s"
        : time.TotalHours < 1 ? $"{time.TotalMinutes:0} min"
        : $"{time.TotalHours:0.0} h";
}
