using System.Text;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Events;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>
/// What the reader says: shown at once as waiting, confirmed by the server or else given back. A
/// text is never lost. What is wrong at once stays in the input line; what is refused later is on
/// the screen and among what was typed before, and never in the line, where words for somebody else
/// may be on their way.
/// </summary>
internal sealed class Outbox(
    RoomList rooms, EventReducer eventReducer, ILink link, TimeProvider time)
{
    private readonly PendingJoins _pendingJoins = new(rooms);
    private readonly BlockSender _sender = new(rooms, eventReducer, link, time);

    /// <summary>A text that was wrong stays in the line: only while Enter is done.</summary>
    public Action<string> Keep { get; set; } = static _ => { };

    /// <summary>A text that was not taken can be had back, at any time.</summary>
    public Action<string> Remember { get; set; } = static _ => { };

    /// <summary>The reader said to go.</summary>
    public Action Leave { get; set; } = static () => { };

    /// <summary>Where a text would go if it was submitted now; empty: nowhere.</summary>
    public string TargetOf(string text)
    {
        TypedLine first = Read(new PastedBlock(text), "");
        return first.Verb is RequestVerb.Join or RequestVerb.Tell
            ? first.Target
            : _pendingJoins.Awaited?.Target ?? rooms.Current?.Name ?? "";
    }

    /// <summary>Sends what was typed.</summary>
    /// <param name="text">
    /// One line, or several: the first is read as always, and the others go where it goes as they
    /// stand, so that pasted code is not taken for commands. Behind a command that enters a room
    /// they go to that room.
    /// </param>
    public void Submit(string text)
    {
        var block = new PastedBlock(text);
        string room = rooms.Current?.Name ?? "";
        TypedLine first = Read(block, room);
        if (block.HasMore && WhyAlone(block.First, first, room) is { } alone)
        {
            Refuse(alone, text);
        }
        else if ((first.Explanation ?? UnknownAbove(block, first)) is { } why)
        {
            // In the line it would swallow what is typed next; Up brings it back.
            string unsent = block.HasMore ? $" {TerminalSentences.NothingSent}" : "";
            rooms.AddNotice(why + unsent, null, LineKind.Fault);
        }
        else if (first.Verb is not { } verb)
        {
            return;
        }
        else if (verb == RequestVerb.Quit)
        {
            Leave();
        }
        else if (!block.HasMore
            && verb == RequestVerb.Join
            && rooms.Find(first.Target) is { } known)
        {
            Show(known);
        }
        else if (!link.IsUp)
        {
            Refuse(TerminalSentences.NoConnection, text);
        }
        else if (block.Lines.Any(line => IsTooLong(line.Text)))
        {
            Refusal tooLong = Refusal.For(
                RefusalCode.MessageTooLong, $"{link.MaxMessageBytes}");
            Refuse(ReplyLines.Refusal(tooLong.Sentence, tooLong.Advice), text);
        }
        else if (verb == RequestVerb.Join)
        {
            Join(first, block, text);
        }
        else if (_pendingJoins.Awaited is { } awaited && first.IsForOwnRoom)
        {
            // It is meant for the room that is on its way, and for nobody else.
            Hold(awaited, text, text, isBehindJoin: false);
        }
        else if (IsWithoutRoom(first, block))
        {
            // With an empty target the server would take its current room, which is not shown.
            rooms.AddNotice(TerminalSentences.NoRoomShown, null, LineKind.Fault);
        }
        else
        {
            _sender.Send(first, block, room);
        }
    }

    /// <summary>True for a room on its way for which the text typed now is meant.</summary>
    public bool Awaits(string room) => _pendingJoins.Awaited?.Is(room) == true;

    /// <summary>True while a room that the reader asked for is on its way.</summary>
    public bool IsEntering(string room) => _pendingJoins.Find(room) is not null;

    /// <summary>The reader went to another room, and will not be taken from there.</summary>
    public void Turn() => _pendingJoins.Turn();

    /// <summary>False for a room that the reader asked for but no longer waits for.</summary>
    public bool Shows(string room) => _pendingJoins.Shows(room);

    /// <summary>A room was entered: what was typed for it meanwhile is sent.</summary>
    public void Enter(string room)
    {
        if (_pendingJoins.Find(room) is not { } pendingJoin)
        {
            return;
        }

        _pendingJoins.Remove(pendingJoin);
        if (pendingJoin.IsForgotten && rooms.Current?.Name != room)
        {
            rooms.AddNotice(TerminalSentences.YouAreInToo(room));
        }

        foreach (HeldBlock held in pendingJoin.Held)
        {
            pendingJoin.From.Lines.RemovePending(held.Line);
            var block = new PastedBlock(held.Typed);
            if (held.IsBehindJoin)
            {
                _sender.SendRest(RequestVerb.Say, room, block);
            }
            else
            {
                _sender.Send(Read(block, room), block, room);
            }
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
            string why = ReplyLines.Refusal(reply, request.Unknown);
            if (request.Pending is { } line)
            {
                Fail(request.Room, line, why);
            }
            else if (request.Verb is RequestVerb.Say or RequestVerb.Me)
            {
                LineKind kind = request.Verb == RequestVerb.Me ? LineKind.Acted : LineKind.Said;
                Fail(request.Room, _sender.Line(kind, request.Target, request.Text), why);
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
                double ms = time.GetElapsedTime(_sender.PingedAt).TotalMilliseconds;
                rooms.AddNotice(InputSentences.Pong(ms), request.Room);
                break;
            default:
                ShowAnswer(request, reply.Event);
                break;
        }

        if (request.Verb == RequestVerb.Help)
        {
            rooms.AddNotice(HelpSentences.Commands, request.Room);
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

    /// <summary>
    /// True for lines that need a room while none is shown, although the reader is in one.
    /// </summary>
    private bool IsWithoutRoom(TypedLine first, PastedBlock block)
    {
        bool saysMore = block.HasMore && first.Verb != RequestVerb.Tell;
        return rooms.Current is null && rooms.All.Count > 0
            && (first.MeansCurrentRoom || saysMore);
    }

    /// <summary>
    /// The lines behind a command are meant for what it does: they stay here when only the server
    /// may know it. Null: it is known, or alone.
    /// </summary>
    private static string? UnknownAbove(PastedBlock block, TypedLine first) =>
        block.HasMore ? first.Unknown?.Sentence : null;

    /// <summary>
    /// What an answer tells in words. Whatever changes rooms or names is an event too, and its line
    /// is made there.
    /// </summary>
    private void ShowAnswer(Request request, ChatEvent answer)
    {
        if (answer.Kind is EventKind.Members or EventKind.Rooms or EventKind.TopicIs
            or EventKind.Notice or EventKind.Done)
        {
            foreach (string line in EventLines.Of(answer))
            {
                rooms.AddNotice(line[3..], request.Room);
            }
        }
    }

    /// <summary>
    /// Reads the first line of a block. A word that leaves without a slash does so only alone:
    /// pasted code has such lines.
    /// </summary>
    private static TypedLine Read(PastedBlock block, string room) => TypedLine.Read(
        block.First, room, byHand: !block.HasMore, Commands.Local);

    /// <summary>
    /// Why no further lines may follow a first line: they would be lost, or would go to a room that
    /// the reader has just left. Null: they may.
    /// </summary>
    private static string? WhyAlone(string line, TypedLine first, string room)
    {
        bool isAlone = Commands.IsLocal(line) || first.Grammar?.EndsConnection == true
            || (first.Verb == RequestVerb.Leave
                && first.Target.Equals(room, StringComparison.OrdinalIgnoreCase));
        return isAlone
            ? TerminalSentences.LinesBehind(line.Trim())
            : null;
    }

    private void Show(ChatRoom known)
    {
        Turn();
        rooms.Show(known);
    }

    /// <summary>Enters a room; the lines behind the command wait until it is entered.</summary>
    private void Join(TypedLine first, PastedBlock block, string text)
    {
        if (rooms.Find(first.Target) is { } known)
        {
            Show(known);
            _sender.SendRest(RequestVerb.Say, known.Name, block);
            return;
        }

        PendingJoin pendingJoin = _pendingJoins.Add(first.Target);
        if (block.HasMore)
        {
            Hold(pendingJoin, block.Rest, text, isBehindJoin: true);
        }

        _sender.Send(RequestVerb.Join, first.Target, "");
    }

    private void Hold(PendingJoin pendingJoin, string shown, string typed, bool isBehindJoin)
    {
        var line = new ChatLine
        {
            Kind = LineKind.Held,
            Time = time.GetLocalNow(),
            Name = pendingJoin.Target,
            Text = shown,
            IsPending = true,
        };
        pendingJoin.Held.Add(new HeldBlock(line, typed, isBehindJoin));
        rooms.Seen.Lines.AddPending(line);
    }

    /// <summary>Tells why there is nothing; what waited for a room goes back with it.</summary>
    private void Explain(Request request, string why)
    {
        PendingJoin? pendingJoin = request.Verb == RequestVerb.Join
            ? _pendingJoins.Find(request.Target)
            : null;
        if (pendingJoin is null or { Held.Count: 0 })
        {
            rooms.AddNotice(why, request.Room, LineKind.Fault);
        }

        if (pendingJoin is not null)
        {
            _pendingJoins.Remove(pendingJoin);
            foreach (HeldBlock held in pendingJoin.Held)
            {
                pendingJoin.From.Lines.RemovePending(held.Line);
                GiveBack(pendingJoin.From, pendingJoin.Target, held.Typed, why);
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
                Text = text.Replace("\n", Editing.InputLine.ShownBreak),
            });
            rooms.AddNotice($"{why} {TerminalSentences.UpBringsBack}", place, LineKind.Fault);
        }

        Remember(text);
    }

    private void Refuse(string why, string text)
    {
        rooms.AddNotice(why, null, LineKind.Fault);
        Keep(text);
    }

    private bool IsTooLong(string line) => Encoding.UTF8.GetByteCount(line) > link.MaxMessageBytes;
}
