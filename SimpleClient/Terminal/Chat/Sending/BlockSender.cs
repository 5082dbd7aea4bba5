using Protocol;
using Protocol.Messages;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Events;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat.Sending;

/// <summary>Sends typed text and pasted blocks, and shows messages as unconfirmed.</summary>
internal sealed class BlockSender(
    RoomList rooms, EventReducer eventReducer, ILink link, TimeProvider time)
{
    /// <summary>The time of the last ping, as a timestamp.</summary>
    public long PingedAt { get; private set; }

    /// <summary>Sends a block.</summary>
    /// <param name="first">The meaning of its first line.</param>
    /// <param name="block">All lines.</param>
    /// <param name="room">The room for the lines after the first.</param>
    public void Send(TypedLine first, PastedBlock block, string room)
    {
        RequestVerb verb = first.Verb!.Value;
        Send(verb, first.Target, first.Text, unknown: first.Unknown);
        bool isPrivate = verb == RequestVerb.Tell;
        SendRest(
            isPrivate ? RequestVerb.Tell : RequestVerb.Say,
            isPrivate ? first.Target : room,
            block,
            isPrivate || verb is RequestVerb.Say or RequestVerb.Me);
    }

    /// <summary>Sends the lines after the first, without reading them as commands.</summary>
    /// <param name="verb">Say or tell.</param>
    /// <param name="target">The room or the receiver.</param>
    /// <param name="block">All lines.</param>
    /// <param name="isBehindText">True when the first line was also a message of the block.</param>
    public void SendRest(
        RequestVerb verb, string target, PastedBlock block, bool isBehindText = false)
    {
        bool isFirst = !isBehindText;
        foreach ((string text, int emptyLines) in block.Lines.Skip(1))
        {
            Send(verb, target, text, isFirst ? 0 : emptyLines);
            isFirst = false;
        }

        if (block.IsShortened)
        {
            rooms.AddNotice(InputSentences.EmptyLinesShortened(WireLimits.EmptyLines));
        }
    }

    /// <summary>Sends one request. A message is shown as unconfirmed.</summary>
    public void Send(
        RequestVerb verb,
        string target,
        string text,
        int emptyLines = 0,
        UnknownCommand? unknown = null)
    {
        ChatRoom? room = verb switch
        {
            RequestVerb.Say or RequestVerb.Me => rooms.Find(target),
            RequestVerb.Tell => Conversation(target),
            _ => rooms.Seen,
        };
        LineKind? kind = verb switch
        {
            RequestVerb.Say => LineKind.Said,
            RequestVerb.Me => LineKind.Acted,
            RequestVerb.Tell => LineKind.ToldTo,
            _ => null,
        };
        ChatLine? pending = null;
        if (kind is { } shown && room is not null)
        {
            pending = Line(shown, target, text) with { EmptyLines = emptyLines };
            room.Lines.AddPending(pending);
            room.RemoveUnreadMark();
        }

        PingedAt = verb == RequestVerb.Ping ? time.GetTimestamp() : PingedAt;
        link.Send(new Request(verb, target, text)
        {
            Number = (ulong)emptyLines,
            Unknown = unknown,
            Pending = pending,
            Room = room,
        });
    }

    /// <summary>
    /// Opens the conversation with a person without showing it, and adds a notice to the shown
    /// place.
    /// </summary>
    private ChatRoom Conversation(string person)
    {
        if (rooms.FindPrivate(person) is { } known)
        {
            return known;
        }

        if (rooms.OpenPrivate(person) is not { } opened)
        {
            return rooms.Seen;
        }

        rooms.AddNotice(TerminalSentences.PrivateOpened(person, rooms.All.Count));
        return opened;
    }

    /// <summary>The line that shows an unconfirmed message.</summary>
    public ChatLine Line(LineKind kind, string target, string text) => new()
    {
        Kind = kind,
        Time = time.GetLocalNow(),
        Name = eventReducer.OwnName,
        Receiver = kind == LineKind.ToldTo ? target : "",
        Text = text,
        IsPending = true,
    };
}
