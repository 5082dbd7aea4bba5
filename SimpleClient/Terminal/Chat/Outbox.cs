using System.Text;
using Protocol.Messages;
using SimpleClient.Plain;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>
/// What the reader says: shown at once as waiting, confirmed by the server or else given back. A
/// text is never lost: what was not taken stands on the screen, and in the input line again when
/// that is empty.
/// </summary>
internal sealed class Outbox(RoomList rooms, Intake intake, ILink link, TimeProvider time)
{
    private readonly List<string> _held = [];
    private string? _entering;
    private long _pinged;

    /// <summary>A text that was not taken comes back to be typed on.</summary>
    public Action<string> GiveBack { get; set; } = static _ => { };

    /// <summary>Sends what was typed.</summary>
    /// <param name="text">
    /// One line, or several: the first is read as always, and the others go where it goes as they
    /// stand, so that pasted code is not taken for commands.
    /// </param>
    public void Submit(string text)
    {
        if (_entering is not null)
        {
            // It is meant for the room that is on its way, and for nobody else.
            _held.Add(text);
            return;
        }

        string[] lines = [.. text.Split('\n').Where(static line => line.Trim().Length > 0)];
        string room = rooms.Current?.Name ?? "";
        TypedLine first = lines.Length == 0
            ? new TypedLine()
            : TypedLine.Read(lines[0], room, byHand: true);
        if (first.Explanation is { } why)
        {
            Refuse(why, text);
        }
        else if (first.Verb is not { } verb)
        {
            return;
        }
        else if (verb == RequestVerb.Join && rooms.Find(first.Target) is { } known)
        {
            rooms.Show(known);
        }
        else if (!link.IsUp)
        {
            Refuse("There is no connection: nothing was sent, and the text is kept.", text);
        }
        else if (lines.FirstOrDefault(IsTooLong) is not null)
        {
            Refusal tooLong = Refusal.For(
                RefusalCode.MessageTooLong, $"{link.MaxMessageBytes}");
            Refuse(ReplyLines.Refusal(tooLong.Sentence, tooLong.Advice), text);
        }
        else
        {
            Send(verb, first, lines.AsSpan(1));
        }
    }

    /// <summary>True while the reader waits for a room.</summary>
    public bool IsEntering(string room) =>
        room.Equals(_entering, StringComparison.OrdinalIgnoreCase);

    /// <summary>A room was entered: what was typed for it meanwhile is sent.</summary>
    public void Enter(string room)
    {
        if (room.Equals(_entering, StringComparison.OrdinalIgnoreCase))
        {
            _entering = null;
            string[] held = [.. _held];
            _held.Clear();
            Array.ForEach(held, Submit);
        }
    }

    /// <summary>Shows the answer to a request.</summary>
    public void Answer(Request request, Reply reply)
    {
        if (request.IsQuiet)
        {
            return;
        }

        if (reply.IsRefused)
        {
            string why = ReplyLines.Refusal(reply.Sentence, reply.Advice);
            if (request.Pending is { } line)
            {
                Fail(request.Room, line, why);
            }
            else
            {
                rooms.AddNotice(why, request.Room, LineKind.Fault);
                StopEntering(request);
                if (request.Verb is RequestVerb.Say or RequestVerb.Me)
                {
                    GiveBack(request.Text);
                }
            }

            return;
        }

        switch (request.Verb)
        {
            case RequestVerb.Tell:
                // No event tells it: the answer is all there is.
                if (request.Pending is { } told && request.Room!.Lines.RemovePending(told))
                {
                    request.Room.Lines.Add(told with { IsPending = false });
                }

                break;
            case RequestVerb.Ping:
                double ms = time.GetElapsedTime(_pinged).TotalMilliseconds;
                rooms.AddNotice($"Pong after {ms:0.0} ms.", request.Room);
                break;
            case RequestVerb.Members or RequestVerb.Rooms or RequestVerb.Topic
                or RequestVerb.Help:
                foreach (string line in ReplyLines.Of(reply.Event))
                {
                    rooms.AddNotice(line[3..], request.Room);
                }

                break;
            default:
                break;
        }

        if (request.Verb == RequestVerb.Help)
        {
            rooms.AddNotice(Commands.Own, request.Room);
        }
    }

    /// <summary>
    /// There was no answer. While the connection lives, own words may still be confirmed; when it
    /// does not, the gap decides.
    /// </summary>
    public void GiveUp(Request request, string why)
    {
        if (!request.IsQuiet && request.Pending is null)
        {
            rooms.AddNotice(why, request.Room, LineKind.Fault);
            StopEntering(request);
        }
    }

    /// <summary>Own words were not taken.</summary>
    public void Fail(ChatRoom? room, ChatLine line, string why)
    {
        room?.Lines.RemovePending(line);
        string text = line.Kind switch
        {
            LineKind.Acted => $"/me {line.Text}",
            LineKind.ToldTo => $"@{line.Name} {line.Text}",
            _ when line.Text.StartsWith('/') => $"/{line.Text}",
            _ when line.Text.StartsWith('@') => $" {line.Text}",
            _ => line.Text,
        };
        rooms.AddNotice(text, room, LineKind.Failed);
        rooms.AddNotice(why, room, LineKind.Fault);
        GiveBack(text);
    }

    private void StopEntering(Request request)
    {
        if (request.Verb == RequestVerb.Join && request.Target == _entering)
        {
            _entering = null;
            foreach (string text in _held)
            {
                rooms.AddNotice(text, null, LineKind.Failed);
                GiveBack(text);
            }

            _held.Clear();
        }
    }

    private void Refuse(string why, string text)
    {
        rooms.AddNotice(why, null, LineKind.Fault);
        GiveBack(text);
    }

    private bool IsTooLong(string line) => Encoding.UTF8.GetByteCount(line) > link.MaxMessageBytes;

    private void Send(RequestVerb verb, TypedLine first, ReadOnlySpan<string> more)
    {
        Send(verb, first.Target, first.Text);
        foreach (string line in more)
        {
            bool isPrivate = verb == RequestVerb.Tell;
            Send(
                isPrivate ? RequestVerb.Tell : RequestVerb.Say,
                isPrivate ? first.Target : rooms.Current?.Name ?? "",
                line);
        }
    }

    private void Send(RequestVerb verb, string target, string text)
    {
        ChatRoom? room = verb is RequestVerb.Say or RequestVerb.Me ? rooms.Find(target)
            : rooms.Seen;
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
            pending = new ChatLine
            {
                Kind = shown,
                Time = time.GetLocalNow(),
                Name = verb == RequestVerb.Tell ? target : intake.OwnName,
                Text = text,
                IsPending = true,
            };
            room.Lines.AddPending(pending);
            room.TakeMarkAway();
        }

        _pinged = verb == RequestVerb.Ping ? time.GetTimestamp() : _pinged;
        _entering = verb == RequestVerb.Join ? target : _entering;
        link.Send(new Request(verb, target, text) { Pending = pending, Room = room });
    }
}
