using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat.Events;

/// <summary>
/// Applies changes of a room that are not messages: members who join, leave or change their names,
/// and the topic.
/// </summary>
internal sealed class PresenceReducer(RoomList rooms, EventLine lines)
{
    /// <summary>The people whose joins, leaves, new names and topics get no line.</summary>
    public required IgnoreList Ignored { get; init; }

    public void Take(ChatEvent e, ulong ownId)
    {
        if (rooms.Find(e.Room) is not { } room)
        {
            return;
        }

        room.LastSequence = e.Sequence;
        bool isShown = !Ignored.Hides(e);
        switch (e.Kind)
        {
            case EventKind.Entered:
                room.People.Enter(e.SenderId, e.Name);
                if (isShown)
                {
                    AddPresence(room, e, static (all, name) => all.Joined(name));
                }

                break;
            case EventKind.Departed:
                room.People.Leave(e.SenderId);
                if (isShown)
                {
                    AddPresence(room, e, static (all, name) => all.Left(name));
                }

                break;
            case EventKind.Renamed:
                room.People.Rename(e.SenderId, e.Name, e.Text);
                ChatRoom? conversation = rooms.RenamePerson(e.SenderId, e.Name, e.Text);
                if (isShown)
                {
                    AddLine(conversation, e, EventLines.InRoom(e));
                    AddLine(room, e, e.SenderId == ownId
                        ? TerminalSentences.YouAreNow(e.Text)
                        : EventLines.InRoom(e));
                }

                break;
            default:
                room.Topic = e.Text;
                if (isShown)
                {
                    AddLine(room, e, EventLines.InRoom(e));
                }

                break;
        }
    }

    private void AddLine(ChatRoom? place, ChatEvent e, string text) =>
        place?.Lines.Add(lines.Of(LineKind.Notice, e) with { Text = text });

    /// <summary>
    /// Joins and leaves of members who have not spoken recently share one line, as long as no other
    /// line follows it.
    /// </summary>
    private void AddPresence(ChatRoom room, ChatEvent e, Func<Presence, string, Presence> add)
    {
        ChatLine line = lines.Of(LineKind.Notice, e);
        if (room.People.SpokeLately(e.Name, line.Time))
        {
            room.Lines.Add(line with { Text = EventLines.InRoom(e) });
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
}
