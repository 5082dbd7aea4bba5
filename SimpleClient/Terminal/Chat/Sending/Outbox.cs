using System.Text;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Events;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat.Sending;

/// <summary>
/// Sends the user's text. A message is shown as unconfirmed at once. Then the server confirms it,
/// or the user gets it back, so no text is lost. A text that cannot be sent now stays in the input
/// line. If the first line is an invalid command, the client only explains that, and Up recalls the
/// text. A text that is refused later is shown and added to the input history. It is not put into
/// the line, because the user may be typing for another room there.
/// </summary>
internal sealed class Outbox(
    RoomList rooms, EventReducer eventReducer, ILink link, TimeProvider time)
{
    private readonly PendingJoins _pendingJoins = new(rooms);
    private readonly BlockSender _sender = new(rooms, eventReducer, link, time);

    /// <summary>
    /// Keeps in the input line a text that cannot be sent now; called only while Enter is handled.
    /// </summary>
    public Action<string> Keep { get; set; } = static _ => { };

    /// <summary>Stores a refused text so that the user can recall it; called at any time.</summary>
    public Action<string> Remember { get; set; } = static _ => { };

    /// <summary>Shows an answer over the messages. Returns false for a short answer.</summary>
    public Func<string, IReadOnlyList<string>, bool> ShowList { get; set; } =
        static (_, _) => false;

    /// <summary>Called when the user quits.</summary>
    public Action Leave { get; set; } = static () => { };

    /// <summary>
    /// The room or the receiver that a text would be sent to now; empty when there is none.
    /// </summary>
    public string TargetOf(string text)
    {
        TypedLine first = BlockRules.Read(new PastedBlock(text), "");
        return first.Verb is RequestVerb.Join or RequestVerb.Tell
            ? first.Target
            : _pendingJoins.Awaited?.Target ?? rooms.Current?.Label ?? "";
    }

    /// <summary>Sends the typed text.</summary>
    /// <param name="text">
    /// One line or several. The first line is read as usual. The client sends the other lines to
    /// the same target and does not read commands in them, because they may be pasted code. After a
    /// command that enters a room, they are sent to that room.
    /// </param>
    public void Submit(string text)
    {
        var block = new PastedBlock(text);
        string room = rooms.Current is { IsPrivate: false } current ? current.Name : "";
        TypedLine first = BlockRules.Read(block, room);
        if (rooms.Current is { IsPrivate: true } place && _pendingJoins.Awaited is null)
        {
            first = BlockRules.InPrivate(first, place);
        }

        if (block.HasMore && BlockRules.WhyAlone(block.First, first, room) is { } alone)
        {
            Refuse(alone, text);
        }
        else if ((first.Explanation ?? BlockRules.UnknownAbove(block, first)) is { } why)
        {
            // The text does not return to the input line, where the next text would be added to it.
            // The user can recall it with Up.
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
        else if (verb == RequestVerb.Leave && first.Target.Length == 0
            && rooms.Current is { IsPrivate: true } closed)
        {
            rooms.Remove(closed);
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
            // The text is meant for the requested room and must not reach another one.
            Hold(awaited, text, text, isBehindJoin: false);
        }
        else if (IsWithoutRoom(first, block))
        {
            // The screen shows no room, but the server still has a current room for this user, and
            // would send the text there.
            rooms.AddNotice(TerminalSentences.NoRoomShown, null, LineKind.Fault);
        }
        else
        {
            _sender.Send(first, block, room);
        }
    }

    /// <summary>Enters a room at the start of the client.</summary>
    /// <param name="room">The room.</param>
    /// <param name="isShown">True to show the room when it is entered.</param>
    public void JoinAtStart(string room, bool isShown)
    {
        if (rooms.Find(room) is not { } known)
        {
            _pendingJoins.Add(room, isBehind: !isShown).IsAtStart = true;
            _sender.Send(RequestVerb.Join, room, "");
        }
        else if (isShown)
        {
            Show(known);
        }
    }

    /// <summary>True if a text typed now would be held until this room is entered.</summary>
    public bool Awaits(string room) => _pendingJoins.Awaited?.Is(room) == true;

    /// <summary>True while the join of this room has not been answered.</summary>
    public bool IsEntering(string room) => _pendingJoins.Find(room) is not null;

    /// <summary>
    /// Handles a switch to another room. The answers to earlier joins must not switch away from it.
    /// </summary>
    public void CancelSwitch() => _pendingJoins.CancelSwitch();

    /// <summary>
    /// True if the screen switches to a room when it is entered. False if the user has switched to
    /// another room since the request.
    /// </summary>
    public bool Shows(string room) => _pendingJoins.Shows(room);

    /// <summary>Sends the texts that were held for a room, after it was entered.</summary>
    public void Enter(string room)
    {
        if (_pendingJoins.Find(room) is not { } pendingJoin)
        {
            return;
        }

        _pendingJoins.Remove(pendingJoin);
        if (pendingJoin is { IsForgotten: true, IsBehind: false }
            && rooms.Current != rooms.Find(room))
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
                _sender.Send(BlockRules.Read(block, room), block, room);
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
            if (reply.IsUnknown)
            {
                // Giving the text back would invite the user to send an accepted message twice.
                GiveUp(request, why);
            }
            else if (request.Pending is { } line)
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
                // The server sends no event for a private message, so the answer confirms it.
                if (request.Pending is { } told && request.Room!.Lines.RemovePending(told))
                {
                    rooms.AddTalk(request.Room, told with { IsPending = false, IsOwn = true });
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
    }

    /// <summary>
    /// Shows why a request got no answer. An unconfirmed message stays unconfirmed. The server may
    /// still confirm it, and after a lost connection the history of the room shows whether it was
    /// accepted.
    /// </summary>
    public void GiveUp(Request request, string why)
    {
        if (!request.IsQuiet && request.Pending is null)
        {
            Explain(request, why);
        }
    }

    /// <summary>Gives back a message that was not accepted.</summary>
    public void Fail(ChatRoom? room, ChatLine line, string why)
    {
        room?.Lines.RemovePending(line);
        string text = ReturnedText.Of(line);
        if (room is { IsPrivate: true } && room != rooms.Seen && room.Lines.End == room.Lines.First)
        {
            // The conversation was opened for this message only, and its name may be mistyped.
            rooms.Remove(room);
            room = null;
        }

        GiveBack(room ?? rooms.Seen, (room ?? rooms.Seen).Label, text, why);
    }

    /// <summary>
    /// True if the screen shows no room, but a text would be sent to the server's current room for
    /// this user.
    /// </summary>
    private bool IsWithoutRoom(TypedLine first, PastedBlock block) => rooms.Current is null
        && rooms.Entered.Any() && BlockRules.NeedsRoom(first, block);

    /// <summary>
    /// Shows the text of an answer. The answer to a change of rooms or names is also an event, and
    /// that event adds the line.
    /// </summary>
    private void ShowAnswer(Request request, ChatEvent answer)
    {
        if (answer.Kind is EventKind.Members or EventKind.Rooms or EventKind.TopicIs
            or EventKind.Notice or EventKind.Done)
        {
            List<string> lines = [.. EventLines.Of(answer).Select(static line => line[3..])];
            if (request.Verb == RequestVerb.Help)
            {
                lines.Add(HelpSentences.Commands);
            }

            bool isShown = (request.Verb is RequestVerb.Members or RequestVerb.Rooms
                or RequestVerb.Help) && ShowList(Commands.WordOf(request.Verb), lines);
            foreach (string line in isShown ? [] : lines)
            {
                rooms.AddNotice(line, request.Room);
            }
        }
    }

    private void Show(ChatRoom known)
    {
        CancelSwitch();
        rooms.Show(known);
    }

    /// <summary>
    /// Enters a room. The lines after the command are held until the room is entered.
    /// </summary>
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

    /// <summary>
    /// Shows why a request failed, and gives back the texts that were held for its room.
    /// </summary>
    private void Explain(Request request, string why)
    {
        PendingJoin? pendingJoin = request.Verb == RequestVerb.Join
            ? _pendingJoins.Find(request.Target)
            : null;
        if (pendingJoin is null or { Held.Count: 0 })
        {
            // The user did not type these joins, so the room is named.
            string whole = pendingJoin is { IsAtStart: true }
                ? TerminalSentences.NotEntered(pendingJoin.Target, why)
                : why;
            rooms.AddNotice(whole, request.Room, LineKind.Fault);
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

    /// <summary>Shows a failed text in the room where it was typed and in the shown room.</summary>
    private void GiveBack(ChatRoom room, string target, string text, string why)
    {
        foreach (ChatRoom place in new[] { room, rooms.Seen }.Distinct())
        {
            place.Lines.Add(new ChatLine
            {
                Kind = LineKind.Failed,
                Time = time.GetLocalNow(),
                Name = place.Label == target ? "" : target,
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
