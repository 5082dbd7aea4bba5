using System.Text;
using Protocol.Messages;
using SimpleClient.Plain;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>
/// What the reader says: shown at once as waiting, confirmed by the server or else given back. A
/// text is never lost. What is wrong at once stays in the input line; what is refused later is on
/// the screen and among what was typed before, and never in the line, where words for somebody else
/// may be on their way.
/// </summary>
internal sealed class Outbox(RoomList rooms, Intake intake, ILink link, TimeProvider time)
{
    private readonly List<Entrance> _entrances = [];
    private long _pinged;

    /// <summary>A text that was wrong stays in the line: only while Enter is done.</summary>
    public Action<string> Keep { get; set; } = static _ => { };

    /// <summary>A text that was not taken can be had back, at any time.</summary>
    public Action<string> Remember { get; set; } = static _ => { };

    /// <summary>The reader said to go.</summary>
    public Action Leave { get; set; } = static () => { };

    /// <summary>The room that gets what is said now; empty: none.</summary>
    public string Target => Entering?.Target ?? rooms.Current?.Name ?? "";

    /// <summary>
    /// The room on its way for which words typed now are meant: only where it was asked for,
    /// because elsewhere the screen tells another room.
    /// </summary>
    private Entrance? Entering => _entrances.FindLast(
        entrance => !entrance.IsForgotten && entrance.From == rooms.Seen);

    /// <summary>Sends what was typed.</summary>
    /// <param name="text">
    /// One line, or several: the first is read as always, and the others go where it goes as they
    /// stand, so that pasted code is not taken for commands.
    /// </param>
    public void Submit(string text)
    {
        string[] lines = Lines(text);
        string room = rooms.Current?.Name ?? "";
        TypedLine first = lines.Length == 0
            ? new TypedLine()
            : TypedLine.Read(lines[0], room, byHand: true, Commands.Local);
        if (first.Explanation is { } why)
        {
            // In the line it would swallow what is typed next; Up brings it back.
            rooms.AddNotice(why, null, LineKind.Fault);
        }
        else if (first.Verb is not { } verb)
        {
            return;
        }
        else if (verb == RequestVerb.Quit)
        {
            Leave();
        }
        else if (verb == RequestVerb.Join && rooms.Find(first.Target) is { } known)
        {
            Turn();
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
        else if (Entering is { } entering && verb is RequestVerb.Say or RequestVerb.Me
            or RequestVerb.Topic or RequestVerb.Leave or RequestVerb.History)
        {
            // It is meant for the room that is on its way, and for nobody else.
            var held = new ChatLine
            {
                Kind = LineKind.Held,
                Time = time.GetLocalNow(),
                Name = entering.Target,
                Text = text,
                IsPending = true,
            };
            entering.Held.Add(held);
            rooms.Seen.Lines.AddPending(held);
        }
        else if (IsWithoutRoom(verb, first.Target, lines.Length))
        {
            // With an empty target the server would take its current room, which is not shown.
            rooms.AddNotice(
                "No room is shown: nothing was sent."
                    + " Alt-1 to Alt-9 show one, /join ROOM enters one.",
                null,
                LineKind.Fault);
        }
        else
        {
            Send(verb, first, lines.AsSpan(1), room);
            if (EmptyLines(text) is > 0 and int empty)
            {
                string them = empty == 1 ? "One empty line was" : $"{empty} empty lines were";
                rooms.AddNotice($"{them} left out: the server takes no message without text.");
            }
        }
    }

    /// <summary>Empty lines between others, which no message can stand for.</summary>
    public static int EmptyLines(string text) =>
        text.Trim().Split('\n').Count(static line => line.Trim().Length == 0);

    /// <summary>True for a room on its way for which the text typed now is meant.</summary>
    public bool Awaits(string room) => Entering?.Is(room) == true;

    /// <summary>True while a room that the reader asked for is on its way.</summary>
    public bool IsEntering(string room) => _entrances.Exists(entrance => entrance.Is(room));

    /// <summary>The reader went to another room, and will not be taken from there.</summary>
    public void Turn() => _entrances.ForEach(static entrance => entrance.IsForgotten = true);

    /// <summary>False for a room that the reader asked for but no longer waits for.</summary>
    public bool Shows(string room)
    {
        List<Entrance> all = _entrances.FindAll(entrance => entrance.Is(room));
        return all.Count == 0 || all.Exists(static entrance => !entrance.IsForgotten);
    }

    /// <summary>A room was entered: what was typed for it meanwhile is sent.</summary>
    public void Enter(string room)
    {
        if (Find(room) is not { } entrance)
        {
            return;
        }

        _entrances.Remove(entrance);
        if (entrance.IsForgotten && rooms.Current?.Name != room)
        {
            rooms.AddNotice($"You are in {room} too; /join {room} shows it.");
        }

        foreach (ChatLine held in entrance.Held)
        {
            entrance.From.Lines.RemovePending(held);
            string[] lines = Lines(held.Text);
            TypedLine first = TypedLine.Read(lines[0], room, byHand: true);
            Send(first.Verb!.Value, first, lines.AsSpan(1), room);
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
            else if (request.Verb is RequestVerb.Say or RequestVerb.Me)
            {
                LineKind kind = request.Verb == RequestVerb.Me ? LineKind.Acted : LineKind.Said;
                Fail(request.Room, Line(kind, request.Target, request.Text), why);
            }
            else
            {
                Explain(request, why);
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
                or RequestVerb.Help or RequestVerb.Stats
                or (>= RequestVerb.Oper and <= RequestVerb.Announce):
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
            Explain(request, why);
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
            _ when TypedLine.SkipBlanks(line.Text) is ['/', ..] visible => $"/{visible}",

            // A line with @NAME in front can't be typed for a room: sent again, it is private.
            _ => line.Text,
        };
        GiveBack(room ?? rooms.Seen, (room ?? rooms.Seen).Name, text, why);
    }

    private static string[] Lines(string text) =>
        [.. text.Split('\n').Where(static line => line.Trim().Length > 0)];

    /// <summary>
    /// True for lines that need a room while none is shown, although the reader is in one.
    /// </summary>
    private bool IsWithoutRoom(RequestVerb verb, string target, int lines)
    {
        bool needsRoom = target.Length == 0 && verb is RequestVerb.Say
            or RequestVerb.Me or RequestVerb.Topic or RequestVerb.Leave
            or RequestVerb.History or RequestVerb.Members;
        bool saysMore = lines > 1 && verb != RequestVerb.Tell;
        return rooms.Current is null && rooms.All.Count > 0 && (needsRoom || saysMore);
    }

    private Entrance? Find(string target) => _entrances.Find(entrance => entrance.Is(target));

    /// <summary>Tells why there is nothing; what waited for a room goes back with it.</summary>
    private void Explain(Request request, string why)
    {
        Entrance? entrance = request.Verb == RequestVerb.Join ? Find(request.Target) : null;
        if (entrance is null or { Held.Count: 0 })
        {
            rooms.AddNotice(why, request.Room, LineKind.Fault);
        }

        if (entrance is not null)
        {
            _entrances.Remove(entrance);
            foreach (ChatLine held in entrance.Held)
            {
                entrance.From.Lines.RemovePending(held);
                GiveBack(entrance.From, entrance.Target, held.Text, why);
            }
        }
    }

    /// <summary>Says so where it was typed, and where the reader is now.</summary>
    private void GiveBack(ChatRoom room, string target, string text, string why)
    {
        foreach (ChatRoom place in new[] { room, rooms.Seen }.Distinct())
        {
            place.Lines.Add(new ChatLine
            {
                Kind = LineKind.Failed,
                Time = time.GetLocalNow(),
                Name = place.Name == target ? "" : target,
                Text = text,
            });
            rooms.AddNotice($"{why} Up brings it back.", place, LineKind.Fault);
        }

        Remember(text);
    }

    private void Refuse(string why, string text)
    {
        rooms.AddNotice(why, null, LineKind.Fault);
        Keep(text);
    }

    private bool IsTooLong(string line) => Encoding.UTF8.GetByteCount(line) > link.MaxMessageBytes;

    private void Send(
        RequestVerb verb, TypedLine first, ReadOnlySpan<string> more, string room)
    {
        Send(verb, first.Target, first.Text);
        foreach (string line in more)
        {
            bool isPrivate = verb == RequestVerb.Tell;
            Send(
                isPrivate ? RequestVerb.Tell : RequestVerb.Say,
                isPrivate ? first.Target : room,
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
            pending = Line(shown, target, text);
            room.Lines.AddPending(pending);
            room.TakeMarkAway();
        }

        _pinged = verb == RequestVerb.Ping ? time.GetTimestamp() : _pinged;
        if (verb == RequestVerb.Join)
        {
            _entrances.Add(new Entrance(target, rooms.Seen));
        }

        link.Send(new Request(verb, target, text) { Pending = pending, Room = room });
    }

    private ChatLine Line(LineKind kind, string target, string text) => new()
    {
        Kind = kind,
        Time = time.GetLocalNow(),
        Name = kind == LineKind.ToldTo ? target : intake.OwnName,
        Text = text,
        IsPending = true,
    };
}
