using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Names;

namespace EventLoopServer.Chat;

/// <summary>
/// The permissions to enter and to send: passwords, bans and mutes. Without a store, a restart
/// forgets the bans and mutes.
/// </summary>
internal sealed class AccessControl(
    IServerControl serverControl, Password? entry, Password? operators)
{
    /// <summary>
    /// Most bans, and also most mutes: as many as a moderator can review. Comparing a new client
    /// with all of them takes some microseconds.
    /// </summary>
    public const int MaxRestrictions = 1000;

    /// <summary>
    /// Most bytes of a reason. The reason has to fit on a line with the operator and the end.
    /// </summary>
    public const int MaxReasonBytes = 200;

    public IServerControl Server { get; } = serverControl;

    /// <summary>
    /// The password that a client needs before it gets a name; null when none is needed.
    /// </summary>
    public GuardedPassword? Entry { get; private set; } = ForEntry(entry);

    /// <summary>
    /// The password that makes a member an operator. When it is null, no member can become one.
    /// </summary>
    public GuardedPassword? Operators { get; private set; } = ForOperators(operators);

    /// <summary>Checks the passwords of accounts.</summary>
    public AccountAccess? Accounts { get; init; }

    public RestrictionList Bans { get; } = new(MaxRestrictions);

    /// <summary>Limits the rooms that an address may create.</summary>
    public NewRooms NewRooms { get; } = new();

    public RestrictionList Mutes { get; } = new(MaxRestrictions);

    /// <summary>
    /// Replaces the passwords. Members keep their names and roles. An unchanged password keeps its
    /// count of wrong guesses.
    /// </summary>
    public void Use(Password? entry, Password? operators)
    {
        Entry = Entry?.IsOf(entry) == true ? Entry : ForEntry(entry);
        Operators = Operators?.IsOf(operators) == true ? Operators : ForOperators(operators);
    }

    private static GuardedPassword? ForEntry(Password? password) =>
        password is null ? null : new GuardedPassword(password, ActionSentences.ToComeIn);

    private static GuardedPassword? ForOperators(Password? password) =>
        password is null ? null : new GuardedPassword(password, ActionSentences.ToBeOperator);

    /// <summary>The ban that applies to a client with this name and prefix, or null.</summary>
    /// <param name="name">The requested name; empty when the client has not requested one.</param>
    /// <param name="prefix">The network prefix of the client.</param>
    /// <param name="nowMs">The time on the monotonic clock.</param>
    public Restriction? FindBan(ReadOnlySpan<byte> name, NetworkPrefix? prefix, long nowMs) =>
        Bans.IsEmpty
        ? null
        : Bans.Find(name.IsEmpty ? null : NameSkeletons.Of(name), prefix, nowMs);

    /// <summary>
    /// Applies the mutes of a member's name and addresses, after the member got the name.
    /// </summary>
    public void ApplyMute(Member member, long nowMs)
    {
        if (Mutes.IsEmpty)
        {
            return;
        }

        foreach (Device device in member.Devices)
        {
            if (Mutes.Find(member.Name!.Skeletons, device.Output.Prefix, nowMs) is { } mute)
            {
                member.MutedUntilMs = Math.Max(member.MutedUntilMs, mute.UntilMs);
            }
        }
    }

    /// <summary>
    /// True when the restriction applies to the member's name or to the address of any of its
    /// devices.
    /// </summary>
    public static bool IsMet(Restriction restriction, Member member)
    {
        foreach (Device device in member.Devices)
        {
            if (restriction.Matches(member.Name!.Skeletons, device.Output.Prefix))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The prefix that a mute by name also covers. It is never loopback, because all users of a
    /// tunnel come from there. A mute of an explicit address can cover loopback.
    /// </summary>
    public static NetworkPrefix? PlaceOf(Member member) =>
        member.Output.Prefix is { IsLoopback: false } place ? place : null;

    /// <summary>
    /// The end of a restriction, as text that follows other text; empty when it is permanent.
    /// </summary>
    public string Until(long untilMs, TurnTime now) =>
        untilMs == Restriction.ForGood
            ? ""
            : ModerationSentences.Until(Server.Date(now.DateOf(untilMs)));

    /// <summary>The explanation for a banned client.</summary>
    public string Explain(Restriction ban, TurnTime now)
    {
        string until = Until(ban.UntilMs, now);
        string because = ModerationSentences.Because(ban.Reason);
        return ban.Skeletons is null
            ? ModerationSentences.AddressBanned(until, because)
            : ModerationSentences.NameBanned(ban.Subject, until, because);
    }
}
