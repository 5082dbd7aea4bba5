using Protocol.Messages;
using SimpleClient.Plain;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>
/// What the server tells, as lines in rooms: who said what, who came and went, and, after a gap,
/// what was missed, each line once.
/// </summary>
internal sealed class Intake(RoomList rooms, TimeProvider time)
{
    private ulong _pastLeft;
    private ChatRoom? _pastRoom;
    private string _pastHeading = "";

    /// <summary>The reader's id; 0: none yet.</summary>
    public ulong OwnId { get; private set; }

    /// <summary>The reader's name; empty: none yet.</summary>
    public string OwnName { get; private set; } = "";

    /// <summary>Rooms that the server listed last.</summary>
    public IReadOnlyList<string> KnownRooms { get; private set; } = [];

    /// <summary>
    /// True when something came that the reader should hear; whoever rings resets it.
    /// </summary>
    public bool Calls { get; set; }

    /// <summary>Told of own words that the room's past does not have.</summary>
    public Action<ChatRoom?, ChatLine> Lost { get; set; } = static (_, _) => { };

    /// <summary>True for a room that is shown when it is entered.</summary>
    public Predicate<string> Shows { get; set; } = static _ => true;

    /// <summary>Takes one event or answer.</summary>
    public void Take(ChatEvent e)
    {
        if (_pastRoom is { } past && !e.IsPast && e.Room == past.Name)
        {
            EndPast(past);
        }

        switch (e.Kind)
        {
            case EventKind.Said or EventKind.Acted when e.IsPast:
                TakePast(e);
                break;
            case EventKind.Said or EventKind.Acted:
                TakeTalk(e);
                break;
            case EventKind.Told:
                Call(rooms.Seen, Line(LineKind.Told, e));
                break;
            case EventKind.Entered or EventKind.Departed or EventKind.Renamed
                or EventKind.TopicSet:
                TakeChange(e);
                break;
            default:
                TakeAnswer(e);
                break;
        }
    }

    /// <summary>The connection is lost: what every room has told so far is remembered.</summary>
    public void Disconnect()
    {
        foreach (ChatRoom place in rooms.Places)
        {
            // No past has private words: nothing will ever tell whether they arrived.
            ChatLine[] told = [.. place.Lines.Pending.Where(line => line.Kind == LineKind.ToldTo)];
            Array.ForEach(told, line => Lost(place, line));
        }

        DateTimeOffset now = time.GetLocalNow();
        foreach (ChatRoom room in rooms.All)
        {
            // What an earlier gap did not get to know is still to be told.
            Gap gap = room.Gap ??= new Gap(now, room.Incarnation, room.LastSequence);
            gap.Back = null;
            gap.IsOtherRoom = false;
            gap.OwnIds.Add(OwnId);
            gap.Unconfirmed.AddRange(room.Lines.Pending.Where(
                line => !gap.Unconfirmed.Exists(one => ReferenceEquals(one, line))));
        }

        _pastRoom = null;
    }

    /// <summary>A room can't be entered again: its past will tell nothing.</summary>
    public void Drop(ChatRoom room, Gap gap)
    {
        rooms.Drop(room);
        rooms.AddNotice($"You are no longer in {room.Name}.");
        FailUnconfirmed(gap, room, shownIn: null);
    }

    private void TakeAnswer(ChatEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Named:
                OwnId = e.SenderId;
                OwnName = e.Name;
                break;
            case EventKind.Joined:
                Join(e);
                break;
            case EventKind.Parted when rooms.Find(e.Room) is { } left:
                rooms.Remove(left);
                rooms.AddNotice($"You left {e.Room}.");
                break;
            case EventKind.Members when rooms.Find(e.Room) is { } room:
                room.People.Take(e.Count, e.Entries);
                break;
            case EventKind.Rooms:
                KnownRooms = [.. e.Entries.Select(static entry => entry.Name)];
                break;
            case EventKind.Past when rooms.Find(e.Room) is { } room:
                BeginPast(room, e);
                break;
            case EventKind.Goodbye when e.Text.Length > 0:
            case EventKind.Notice or EventKind.Refused when e.RequestId == 0:
                AddLines(ReplyLines.Of(e));
                break;
            default:
                break;
        }
    }

    private void AddLines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            rooms.AddNotice(line.StartsWith("-- ", StringComparison.Ordinal) ? line[3..] : line);
        }
    }

    private void Join(ChatEvent e)
    {
        bool isKnown = rooms.Find(e.Room) is not null;
        ChatRoom room = rooms.FindOrAdd(e.Room);
        room.People.Begin(e.Count);
        room.KnowsPeople = false;
        room.KnowsPast &= isKnown && room.Gap is null;
        string company = e.Count switch
        {
            <= 1 => "alone so far",
            2 => "with 1 other",
            _ => $"with {e.Count - 1} others",
        };
        if (room.Gap is { } gap)
        {
            gap.Back = time.GetLocalNow();
            string away = Duration(gap.Back.Value - gap.Since);
            rooms.AddNotice($"You are back in {e.Room}, {company}. You were away {away}.", room);
            if (e.Number != gap.Incarnation)
            {
                const string gone = "The room was made anew meanwhile (the server was started"
                    + " again, or everybody had left): what was said before that is not kept.";
                rooms.AddNotice(gone, room);
                gap.BeginAnew(e.Number);
                FailUnconfirmed(gap, room, room);
            }
        }
        else
        {
            rooms.AddNotice($"You are in {e.Room}, {company}.", room);
            if (!isKnown && Shows(e.Room))
            {
                rooms.Show(room);
            }
        }

        if (e.Text.Length > 0)
        {
            rooms.AddNotice($"Topic: {e.Text}", room);
        }

        room.Incarnation = e.Number;
        room.LastSequence = e.Sequence - Math.Min(1, e.Sequence);
    }

    private void BeginPast(ChatRoom room, ChatEvent e)
    {
        _pastLeft = e.Count;
        _pastRoom = e.Count > 0 ? room : null;
        _pastHeading = room.Gap is { Back: not null, IsOtherRoom: false }
            ? "While you were away (older lines may be missing: the server keeps the last):"
            : room.KnowsPast ? "Kept by the server:" : "Before you came:";
        room.KnowsPast = true;
        if (e.Count == 0 && room.Gap?.Back is not null)
        {
            EndGap(room);
        }
    }

    private void TakePast(ChatEvent e)
    {
        if (_pastRoom is not { } room)
        {
            return;
        }

        Gap? gap = room.Gap is { Back: not null } ? room.Gap : null;
        bool isHeaded = _pastHeading.Length == 0;
        if (gap is { IsOtherRoom: false } && !isHeaded && e.Sequence <= gap.LastSequence + 1)
        {
            // A line that was seen is still kept, so none that came after it is missing.
            _pastHeading = "While you were away:";
        }

        if (gap is null || (e.Sequence > gap.LastSequence && !gap.SeenLive.Contains(e.Sequence)))
        {
            ShowPast(room, gap, e);
        }

        if (gap is not null)
        {
            // The connection may be lost before the end of this past.
            gap.LastSequence = Math.Max(gap.LastSequence, e.Sequence);
        }

        if (--_pastLeft == 0)
        {
            EndPast(room);
        }
    }

    private void ShowPast(ChatRoom room, Gap? gap, ChatEvent e)
    {
        if (_pastHeading.Length > 0)
        {
            rooms.AddNotice(_pastHeading, room);
            _pastHeading = "";
        }

        ChatLine line = Line(e.Kind == EventKind.Said ? LineKind.Said : LineKind.Acted, e);
        bool isOwn = gap?.OwnIds.Contains(e.SenderId) == true;
        if (gap is not null)
        {
            gap.Shown++;
            if (isOwn && Unconfirmed(gap, line) is { } mine)
            {
                gap.Unconfirmed.Remove(mine);
                room.Lines.RemovePending(mine);
            }
            else if (!isOwn && Mention.Find(line.Text, OwnName) >= 0)
            {
                Call(room, line with { Mentioned = OwnName });
                return;
            }
        }

        rooms.AddTalk(room, line with { IsPast = gap is null, IsOwn = isOwn });
    }

    private void EndPast(ChatRoom room)
    {
        _pastRoom = null;
        if (room.Gap?.Back is not null)
        {
            EndGap(room);
        }
    }

    private void EndGap(ChatRoom room)
    {
        Gap gap = room.Gap!;
        room.Gap = null;
        if (gap is { Shown: 0, IsOtherRoom: false })
        {
            rooms.AddNotice("Nothing was said while you were away.", room);
        }

        FailUnconfirmed(gap, room, room);
    }

    private void FailUnconfirmed(Gap gap, ChatRoom room, ChatRoom? shownIn)
    {
        ChatLine[] lost = [.. gap.Unconfirmed.Where(room.Lines.RemovePending)];
        gap.Unconfirmed.Clear();
        Array.ForEach(lost, line => Lost(shownIn, line));
    }

    private static ChatLine? Unconfirmed(Gap gap, ChatLine line) =>
        gap.Unconfirmed.Find(one => one.Kind == line.Kind && one.Text == line.Text);

    private void TakeTalk(ChatEvent e)
    {
        if (rooms.Find(e.Room) is not { } room)
        {
            return;
        }

        room.LastSequence = e.Sequence;
        room.Gap?.SeenLive.Add(e.Sequence);
        ChatLine line = Line(e.Kind == EventKind.Said ? LineKind.Said : LineKind.Acted, e);
        room.People.Speak(e.SenderId, e.Name, line.Time);
        if (e.SenderId == OwnId)
        {
            // What was sent over the connection before is for the room's past to confirm.
            ChatLine? pending = room.Lines.Pending.FirstOrDefault(
                one => one.Kind == line.Kind && one.Text == line.Text
                    && room.Gap?.Unconfirmed.Contains(one) != true);
            _ = pending is not null && room.Lines.RemovePending(pending);
            rooms.AddTalk(room, line with { IsOwn = true });
        }
        else if (Mention.Find(line.Text, OwnName) >= 0)
        {
            Call(room, line with { Mentioned = OwnName });
        }
        else
        {
            rooms.AddTalk(room, line);
        }
    }

    private void Call(ChatRoom room, ChatLine line)
    {
        rooms.AddTalk(room, line);
        Calls = true;
    }

    private void TakeChange(ChatEvent e)
    {
        if (rooms.Find(e.Room) is not { } room)
        {
            return;
        }

        room.LastSequence = e.Sequence;
        switch (e.Kind)
        {
            case EventKind.Entered:
                room.People.Enter(e.SenderId, e.Name);
                AddPresence(room, e, static (all, name) => all.Joined(name));
                break;
            case EventKind.Departed:
                room.People.Leave(e.SenderId);
                AddPresence(room, e, static (all, name) => all.Left(name));
                break;
            case EventKind.Renamed:
                room.People.Rename(e.SenderId, e.Name, e.Text);
                string who = e.SenderId == OwnId ? "You are" : $"{e.Name} is";
                room.Lines.Add(Line(LineKind.Notice, e) with
                {
                    Text = $"{who} now known as {e.Text}.",
                });
                break;
            default:
                string what = e.Text.Length == 0
                    ? "took the topic away"
                    : $"set the topic: {e.Text}";
                room.Lines.Add(Line(LineKind.Notice, e) with { Text = $"{e.Name} {what}" });
                break;
        }
    }

    /// <summary>
    /// Those who have not spoken lately share a line, for as long as nothing else comes between.
    /// </summary>
    private void AddPresence(ChatRoom room, ChatEvent e, Func<Presence, string, Presence> add)
    {
        ChatLine line = Line(LineKind.Notice, e);
        if (room.People.SpokeLately(e.Name, line.Time))
        {
            string reason = e.Text.Length > 0 ? $" ({e.Text})" : "";
            string what = e.Kind == EventKind.Entered ? "joined" : "left";
            room.Lines.Add(line with { Text = $"{e.Name} {what}{reason}" });
        }
        else if (room.Lines.Last is { Presence: { } before } last
            && last.Time.Date == line.Time.Date)
        {
            room.Lines.ReplaceLast(line with { Presence = add(before, e.Name) });
        }
        else
        {
            room.Lines.Add(line with { Presence = add(Presence.Nobody, e.Name) });
        }
    }

    private ChatLine Line(LineKind kind, ChatEvent e) => new()
    {
        Kind = kind,
        Time = e.Time == default || e.Time == DateTimeOffset.UnixEpoch
            ? time.GetLocalNow()
            : TimeZoneInfo.ConvertTime(e.Time, time.LocalTimeZone),
        Name = e.Name,
        Text = e.Text,
    };

    private static string Duration(TimeSpan time) =>
        time.TotalMinutes < 1 ? $"{Math.Max(1, time.TotalSeconds):0} s"
        : time.TotalHours < 1 ? $"{time.TotalMinutes:0} min"
        : $"{time.TotalHours:0.0} h";
}
