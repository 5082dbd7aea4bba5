using System.Text;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat;

/// <summary>
/// What a command works with: the lobby, who asked, and when. One object, used again.
/// </summary>
internal sealed class CommandContext(
    RoomDirectory directory, AccessControl access, IServerStatistics figures)
{
    /// <summary>Bytes of somebody's input that are repeated in a refusal.</summary>
    private const int MaxQuotedBytes = 64;

    /// <summary>
    /// Bytes of an event beside its text, for the estimate before it is encoded: two names of usual
    /// length, numbers and a header.
    /// </summary>
    private const int EventBytes = 64;

    public RoomDirectory Directory { get; } = directory;

    public AccessControl Access { get; } = access;

    public IServerStatistics Figures { get; } = figures;

    public Member Member { get; set; } = null!;

    /// <summary>The table that the request was found in.</summary>
    public CommandTable Commands { get; set; } = null!;

    /// <summary>The same for all that happens in a turn.</summary>
    public TurnTime Now { get; set; }

    /// <summary>Milliseconds since 1970: to be sent and shown. It may jump.</summary>
    public long TimeMs => Now.UnixMs;

    /// <summary>Milliseconds that only grow: for what ends after a span of time.</summary>
    public long NowMs => Now.NowMs;

    /// <summary>Who asks, for those who are told what was done and by whom.</summary>
    public string Who =>
        Member.Role == Role.Console ? ModerationSentences.Console : $"{Member.Name}";

    /// <summary>Nothing of what the member chooses may reach others now.</summary>
    public bool IsMuted => Member.MutedUntilMs > NowMs;

    /// <summary>
    /// What the last request cost, in ordinary messages: what its row says, until it is known
    /// better.
    /// </summary>
    public int Cost { get; set; }

    /// <summary>
    /// The last request has not run: it would send more than may be sent now. It runs again later.
    /// </summary>
    public bool IsHeld { get; set; }

    /// <summary>Bytes that an answer may have which can be shortened.</summary>
    public int AnswerBytes => Member.Output.Throttle?.AnswerBytes ?? int.MaxValue;

    /// <summary>
    /// Whether a request may send to a room now. On false the command ends without an effect.
    /// </summary>
    public bool MaySendTo(Room room, in ClientRequest request) =>
        Member.Output.Throttle is not { } throttle
        || Passes(throttle.MaySendTo(room, EventBytes + request.Text.Length));

    /// <summary>The same for a private message.</summary>
    public bool MaySendTo(Member receiver, in ClientRequest request) =>
        Member.Output.Throttle is not { } throttle
        || Passes(throttle.MaySendTo(receiver, EventBytes + request.Text.Length));

    /// <summary>The same for a request with a long answer.</summary>
    public bool MayBeAnswered() =>
        Member.Output.Throttle is not { } throttle || Passes(throttle.MayBeAnswered());

    /// <summary>
    /// The answer is no longer than this: a short one costs little, and never more than the row
    /// says. Clients ask for lists by themselves in each room that they enter.
    /// </summary>
    /// <param name="entries">Entries, or lines.</param>
    /// <param name="perMessage">How many cost as much as one more message.</param>
    public void CostAnswer(int entries, int perMessage) =>
        Cost = Math.Min(Cost, 1 + (entries / perMessage));

    /// <summary>Says no, with the reason and what to do about it.</summary>
    public void Refuse(in ClientRequest request, RefusalCode code, string subject = "") =>
        Refuse(request.Id, Refusal.For(code, subject));

    /// <summary>The same with something that the client sent, made safe to show.</summary>
    public void RefuseQuoting(
        in ClientRequest request, RefusalCode code, ReadOnlySpan<byte> quoted) =>
        Refuse(request, code, Quote(quoted));

    /// <summary>Says no because the member is muted, and until when.</summary>
    public void RefuseMuted(in ClientRequest request) => Refuse(
        request, RefusalCode.Muted, Access.Until(Member.MutedUntilMs, Now));

    /// <summary>Refuses a command that does not exist, and names the one that may be meant.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="word">The word of the command, as it was typed.</param>
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

    /// <summary>Says no to a target that is no address or network to be banned.</summary>
    public void RefuseOrigin(in ClientRequest request, PrefixParseResult form) => Refuse(
        request,
        RefusalCode.AddressInvalid,
        form == PrefixParseResult.TooSmall
            ? ModerationSentences.NetworkTooSmall(Quote(request.Target))
            : ModerationSentences.NoAddress(Quote(request.Target)));

    public void Refuse(ulong requestId, Refusal refusal) => Member.Refuse(requestId, refusal);

    /// <summary>Says that it was done.</summary>
    public void Done(in ClientRequest request) => Member.Done(request.Id, TimeMs);

    /// <summary>Says that it was done, with a sentence for those who see no frames.</summary>
    public void Done(in ClientRequest request, string sentence) =>
        Member.Output.Tell(new ServerEvent
        {
            Kind = EventKind.Done,
            RequestId = request.Id,
            TimeMs = TimeMs,
            Text = Encoding.UTF8.GetBytes(sentence),
        });

    /// <summary>Says something in sentences, a line each.</summary>
    public void Notice(in ClientRequest request, string lines) =>
        Member.Output.Tell(new ServerEvent
        {
            Kind = EventKind.Notice,
            RequestId = request.Id,
            TimeMs = TimeMs,
            Text = Encoding.UTF8.GetBytes(lines),
        });

    /// <summary>Tells another member something in a sentence.</summary>
    public void Tell(Member member, string sentence) => member.Output.Tell(new ServerEvent
    {
        Kind = EventKind.Notice,
        TimeMs = TimeMs,
        Text = Encoding.UTF8.GetBytes(sentence),
    });

    /// <summary>Logs what was done by whoever asks.</summary>
    public void Note(string what) => Access.Server.LogAction(
        Member.Role == Role.Console ? Who : Label(Member), what);

    /// <summary>Somebody with the address that they come from.</summary>
    public static string Label(Member? member, string otherwise = ActionSentences.Nameless) =>
        member is null
            ? otherwise
            : ActionSentences.Label(member.Name?.Text ?? otherwise, member.Output.Address);

    /// <summary>The person that a request means. Refuses when there is none.</summary>
    public Member? FindPerson(in ClientRequest request) =>
        FindPerson(request, Directory.FindMember(request.Target));

    /// <summary>
    /// The same for operators: somebody whose name looks like this one is met too.
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
    /// Reads how long something is to last, on the clock that only grows. Refuses what is no time,
    /// and a number alone: whoever types one does not mean seconds.
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

    /// <summary>Reads why something is done. Refuses what is too long; null then.</summary>
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
    /// The room that a request means: the one it names, or the current one. Refuses when the member
    /// is not in it.
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

    /// <summary>Proposes a request's text to a room.</summary>
    public void Propose(
        EventKind kind, Room room, in ClientRequest request, ulong emptyLines = 0) =>
        Directory.Sequencer.Propose(
            room, new RoomProposal(kind, Member, Now, request) { EmptyLines = emptyLines });

    private bool Passes(bool mayRun)
    {
        IsHeld = !mayRun;
        return mayRun;
    }

    /// <summary>Something that a client sent, made safe to show.</summary>
    public static string Quote(ReadOnlySpan<byte> text) =>
        TextRule.Defuse(text[..Math.Min(text.Length, MaxQuotedBytes)]);
}
