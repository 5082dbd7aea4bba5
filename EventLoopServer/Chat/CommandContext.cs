using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Files;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Chat.Waiting;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat;

/// <summary>
/// The services and the state of the running command: the directory, the member, the time. One
/// object is used for all commands.
/// </summary>
internal sealed class CommandContext(
    RoomDirectory directory, AccessControl access, IServerStatistics figures)
{
    /// <summary>Bytes of client input that a refusal quotes at most.</summary>
    private const int MaxQuotedBytes = 64;

    /// <summary>
    /// Estimate of an event's bytes without its text: two names of ordinary length, numbers and a
    /// header. It is used before the event is encoded.
    /// </summary>
    private const int EventBytes = 64;

    public RoomDirectory Directory { get; } = directory;

    public AccessControl Access { get; } = access;

    public IServerStatistics Figures { get; } = figures;

    public AccountDirectory Accounts => Directory.Accounts;

    /// <summary>The shared files.</summary>
    public FileShares Files { get; init; } = new(directory, new FileLimits(), static () => 1);

    /// <summary>The text that a client gets after its name; empty when there is none.</summary>
    public string MessageOfTheDay { get; set; } = "";

    public Member Member { get; set; } = null!;

    /// <summary>The device of the member that sent the request and gets the answer.</summary>
    public Device Device
    {
        get => Member.Device;
        set
        {
            Member = value.Member;
            Member.Device = value;
        }
    }

    /// <summary>The table in which the request was found.</summary>
    public CommandTable Commands { get; set; } = null!;

    /// <summary>The time of the turn. All commands of one turn see the same time.</summary>
    public TurnTime Now { get; set; }

    /// <summary>Wall clock in ms since 1970, for events. It may jump.</summary>
    public long TimeMs => Now.UnixMs;

    /// <summary>Monotonic clock in ms, for ends of time spans.</summary>
    public long NowMs => Now.NowMs;

    /// <summary>The member's name, for notices and the log of moderation.</summary>
    public string Who =>
        Member.Role == Role.Console ? ModerationSentences.Console : $"{Member.Name}";

    /// <summary>True while the member may not send text to others.</summary>
    public bool IsMuted => Member.MutedUntilMs > NowMs;

    /// <summary>
    /// The cost of the last request, in ordinary messages. It starts as the cost of the command's
    /// row; the command may set an exact one.
    /// </summary>
    public int Cost { get; set; }

    /// <summary>
    /// True when the last request did not run, because its output would exceed a budget. It runs
    /// again later.
    /// </summary>
    public bool IsHeld { get; set; }

    /// <summary>
    /// True in the second step of a command. This step cannot run again, so no budget holds it
    /// back. Its output is charged afterwards.
    /// </summary>
    public bool GoesAhead { get; set; }

    /// <summary>Most bytes of an answer that can be shortened.</summary>
    public int AnswerBytes => Member.Output.Throttle?.AnswerBytes ?? int.MaxValue;

    /// <summary>
    /// True when a request may send to a room now. On false the command ends without an effect.
    /// </summary>
    public bool MaySendTo(Room room, in ClientRequest request) =>
        Member.Output.Throttle is not { } throttle
        || Passes(throttle.MaySendTo(room, EventBytes + request.Text.Length));

    /// <summary>
    /// As <see cref="MaySendTo(Room, in ClientRequest)"/>, for a message. The result is also false
    /// while the store is half full, so a slow disk slows down only the clients that send messages.
    /// </summary>
    public bool MaySpeakIn(Room room, in ClientRequest request) =>
        MayStore() && MaySendTo(room, request);

    /// <summary>True when a message that is only stored may be added now.</summary>
    public bool MayStore() =>
        Member.Output.Throttle is not { } throttle || Passes(throttle.MayBeStored());

    /// <summary>True when a private message may be sent to this member now.</summary>
    public bool MaySendTo(Member receiver, in ClientRequest request) =>
        Member.Output.Throttle is not { } throttle
        || Passes(throttle.MaySendTo(receiver, EventBytes + request.Text.Length));

    /// <summary>True when a request with a long answer may be answered now.</summary>
    public bool MayBeAnswered() =>
        Member.Output.Throttle is not { } throttle || Passes(throttle.MayBeAnswered());

    /// <summary>
    /// Lowers the cost of a request to that of its answer. The cost of the row is the maximum. A
    /// short answer is cheap, because clients request lists automatically in each room that they
    /// enter.
    /// </summary>
    /// <param name="entries">The most entries or lines that the answer has.</param>
    /// <param name="perMessage">The number of entries that cost one more message.</param>
    public void CostAnswer(int entries, int perMessage) =>
        Cost = Math.Min(Cost, 1 + (entries / perMessage));

    /// <summary>Refuses a request, with the reason and an advice.</summary>
    public void Refuse(in ClientRequest request, RefusalCode code, string subject = "") =>
        Refuse(request.Id, Refusal.For(code, subject));

    /// <summary>Refuses a request and quotes client input, made safe to show.</summary>
    public void RefuseQuoting(
        in ClientRequest request, RefusalCode code, ReadOnlySpan<byte> quoted) =>
        Refuse(request, code, Quote(quoted));

    /// <summary>
    /// Refuses a request because the member is muted, and gives the end of the mute.
    /// </summary>
    public void RefuseMuted(in ClientRequest request) => Refuse(
        request, RefusalCode.Muted, Access.Until(Member.MutedUntilMs, Now));

    /// <summary>Refuses an unknown command, and suggests the most similar known one.</summary>
    /// <param name="request">The request.</param>
    /// <param name="word">The command word, as it was typed.</param>
    /// <param name="known">The commands that this member may use.</param>
    public void RefuseUnknown(
        in ClientRequest request, ReadOnlySpan<byte> word, IEnumerable<string> known)
    {
        string quoted = Quote(word);
        var refusal = Refusal.For(RefusalCode.UnknownCommand, quoted);
        Refuse(
            request.Id,
            NearestWord.Find(quoted.ToLowerInvariant(), known) is { } near
                ? refusal with { Advice = ChatSentences.DidYouMean(near, refusal.Advice) }
                : refusal);
    }

    /// <summary>Refuses a ban target that is neither an address nor a network.</summary>
    public void RefuseOrigin(in ClientRequest request, PrefixParseResult form) => Refuse(
        request,
        RefusalCode.AddressInvalid,
        form == PrefixParseResult.TooSmall
            ? ModerationSentences.NetworkTooSmall(Quote(request.Target))
            : ModerationSentences.NoAddress(Quote(request.Target)));

    public void Refuse(ulong requestId, Refusal refusal) => Member.Refuse(requestId, refusal);

    /// <summary>Confirms a request.</summary>
    public void Done(in ClientRequest request) => Member.Done(request.Id, TimeMs);

    /// <summary>Confirms a request, with a sentence for clients without frames.</summary>
    public void Done(in ClientRequest request, string sentence) =>
        Member.Output.Send(new ServerEvent
        {
            Kind = EventKind.Done,
            RequestId = request.Id,
            TimeMs = TimeMs,
            Text = Encoding.UTF8.GetBytes(sentence),
        });

    /// <summary>Answers with sentences, one on each line.</summary>
    public void Notice(in ClientRequest request, string lines) =>
        Member.Output.Send(new ServerEvent
        {
            Kind = EventKind.Notice,
            RequestId = request.Id,
            TimeMs = TimeMs,
            Text = Encoding.UTF8.GetBytes(lines),
        });

    /// <summary>
    /// Sends a notice to all devices of a member. The member that runs the command gets it only on
    /// the device that sent the request.
    /// </summary>
    public void SendNotice(Member member, string sentence)
    {
        var notice = new ServerEvent
        {
            Kind = EventKind.Notice,
            TimeMs = TimeMs,
            Text = Encoding.UTF8.GetBytes(sentence),
        };
        if (member == Member)
        {
            Member.Output.Send(notice);
        }
        else
        {
            member.SendAll(notice);
        }
    }

    /// <summary>Sends a notice to one device.</summary>
    public void SendNotice(Device device, string sentence) => device.Output.Send(new ServerEvent
    {
        Kind = EventKind.Notice,
        TimeMs = TimeMs,
        Text = Encoding.UTF8.GetBytes(sentence),
    });

    /// <summary>Sends the device the event that it is no longer in a room.</summary>
    public void SendParted(Room room, ulong requestId) => Device.Output.Send(new ServerEvent
    {
        Kind = EventKind.Parted,
        RequestId = requestId,
        TimeMs = TimeMs,
        Room = room.Name.Utf8,
        Detail = Device.Current is { } current ? current.Name.Utf8 : default,
        InLobby = room.IsLobby,
    });

    /// <summary>
    /// Logs an action of the member that runs the command, and writes it to the audit log.
    /// </summary>
    public void Note(string what)
    {
        string who = Member.Role == Role.Console ? Who : Label(Member);
        Access.Server.LogAction(who, what);
        Directory.Store.Append(new StoreChange.Audit(TimeMs, who, what));
    }

    /// <summary>A member with its address, for lists and the log.</summary>
    public static string Label(Member? member, string otherwise = ActionSentences.Nameless) =>
        member is null
            ? otherwise
            : ActionSentences.Label(member.Name?.Text ?? otherwise, member.Output.Address);

    /// <summary>
    /// The member that a request names. Refuses the request when no such member exists.
    /// </summary>
    public Member? FindPerson(in ClientRequest request) =>
        FindPerson(request, Directory.FindMember(request.Target));

    /// <summary>
    /// As <see cref="FindPerson(in ClientRequest)"/>, for operators: a look-alike of the name
    /// matches too.
    /// </summary>
    public Member? FindPersonAlike(in ClientRequest request) =>
        FindPerson(request, Directory.FindMemberAlike(request.Target));

    private Member? FindPerson(in ClientRequest request, Member? person)
    {
        if (person is null)
        {
            RefuseQuoting(request, RefusalCode.NoSuchPerson, request.Target);
        }

        return person;
    }

    /// <summary>
    /// Parses a duration, and returns its end on the monotonic clock. Refuses other texts. Also
    /// refuses a number without a unit, because its user probably does not mean seconds.
    /// </summary>
    public bool TryReadTime(
        in ClientRequest request, ReadOnlySpan<byte> text, out long untilMs)
    {
        bool isTime = Duration.TryParse(Encoding.UTF8.GetString(text), out TimeSpan time)
            && time > TimeSpan.Zero;
        bool hasUnit = text is [.., >= (byte)'a' and <= (byte)'z'];
        untilMs = NowMs + (long)time.TotalMilliseconds;
        if (isTime && hasUnit)
        {
            return true;
        }

        string fault = isTime
            ? ModerationSentences.NoUnit(Quote(text))
            : ModerationSentences.NoTime(Quote(text), Duration.Longest.Days);
        Refuse(request, RefusalCode.ArgumentInvalid, fault);
        return false;
    }

    /// <summary>
    /// Reads the reason of an action. Refuses a reason that is too long, and returns null for it.
    /// </summary>
    public string? ReadReason(in ClientRequest request, ReadOnlySpan<byte> text)
    {
        if (text.Length <= AccessControl.MaxReasonBytes)
        {
            return Encoding.UTF8.GetString(text);
        }

        Refuse(
            request,
            RefusalCode.ArgumentInvalid,
            ModerationSentences.ReasonTooLong(AccessControl.MaxReasonBytes));
        return null;
    }

    /// <summary>
    /// The room that a request names, or the current room. Refuses the request when the member is
    /// not in that room.
    /// </summary>
    public Room? FindOwnRoom(in ClientRequest request)
    {
        if (request.Target.IsEmpty)
        {
            if (Member.Current is null)
            {
                Refuse(request, RefusalCode.InNoRoom);
            }

            return Member.Current;
        }

        if (Member.Find(request.Target) is { } membership)
        {
            return membership.Room;
        }

        RefuseQuoting(request, RefusalCode.NotInRoom, request.Target);
        return null;
    }

    /// <summary>
    /// Starts a query and lets the member wait for its answer. The command then continues with its
    /// second step, which checks again what may have changed.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="waitMs">How long the member waits for the answer, in ms.</param>
    /// <param name="secondStep">
    /// The second step. It runs with the same member and a later time. Its argument is false when
    /// there is no answer.
    /// </param>
    /// <param name="start">
    /// Starts the query. When it is null, the store starts the query after all earlier events.
    /// </param>
    /// <returns>False when no query can start now. The second step then does not run.</returns>
    public bool TryAsk(
        StoreQuery query,
        long waitMs,
        Action<bool> secondStep,
        Func<StoreQuery, bool>? start = null)
    {
        long position = start is null ? Directory.Store.Appended : 0;
        var wait = new QueryWait(query, position, NowMs + waitMs, secondStep);
        if (!Directory.Queries.TryStart(wait, start))
        {
            return false;
        }

        Device.IsWaiting = true;
        Device.Output.Wait(wait);
        return true;
    }

    /// <summary>Proposes a request's text to a room.</summary>
    public void Propose(
        EventKind kind, Room room, in ClientRequest request, ulong emptyLines = 0) =>
        Directory.Sequencer.Propose(
            room, new RoomProposal(kind, Member, Now, request) { EmptyLines = emptyLines });

    private bool Passes(bool mayRun)
    {
        IsHeld = !mayRun && !GoesAhead;
        return !IsHeld;
    }

    /// <summary>A part of client input, made safe to show.</summary>
    public static string Quote(ReadOnlySpan<byte> text) =>
        TextRule.Defuse(text[..Math.Min(text.Length, MaxQuotedBytes)]);
}
