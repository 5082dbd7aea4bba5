using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Names;

namespace EventLoopServer.Chat;

/// <summary>
/// Decides who may enter and speak: passwords, bans and mutes. All of it is in memory and ends with
/// the server.
/// </summary>
internal sealed class AccessControl(
    IServerControl serverControl, Password? entry, Password? operators)
{
    /// <summary>
    /// Bans at most, and mutes: as many as a moderator can look through, and each newcomer is
    /// compared with all of them in some microseconds.
    /// </summary>
    public const int MaxRestrictions = 1000;

    /// <summary>Bytes of a reason: it has to fit a line beside who and until when.</summary>
    public const int MaxReasonBytes = 200;

    public IServerControl Server { get; } = serverControl;

    /// <summary>Without it nobody gets a name; null: there is none.</summary>
    public GuardedPassword? Entry { get; } =
        entry is null ? null : new GuardedPassword(entry, ActionSentences.ToComeIn);

    /// <summary>With it one becomes an operator; null: nobody can.</summary>
    public GuardedPassword? Operators { get; } =
        operators is null ? null : new GuardedPassword(operators, ActionSentences.ToBeOperator);

    public RestrictionList Bans { get; } = new(MaxRestrictions);

    public RestrictionList Mutes { get; } = new(MaxRestrictions);

    /// <summary>The ban that meets somebody who wants this name, or null.</summary>
    /// <param name="name">The name; empty: none yet.</param>
    /// <param name="prefix">Where they come from.</param>
    /// <param name="nowMs">The time on the clock that only grows.</param>
    public Restriction? FindBan(ReadOnlySpan<byte> name, NetworkPrefix? prefix, long nowMs) =>
        Bans.IsEmpty
        ? null
        : Bans.Find(name.IsEmpty ? null : NameLook.Of(name), prefix, nowMs);

    /// <summary>Somebody has a name now: a mute of the name or the address goes on.</summary>
    public void ApplyMute(Member member, long nowMs)
    {
        if (!Mutes.IsEmpty
            && Mutes.Find(member.Name!.Look, member.Output.Prefix, nowMs) is { } mute)
        {
            member.MutedUntilMs = Math.Max(member.MutedUntilMs, mute.UntilMs);
        }
    }

    /// <summary>
    /// The place to which the mute of a name extends: not loopback, from where everybody may come
    /// who comes through a tunnel. A mute of an address that was typed meets loopback too.
    /// </summary>
    public static NetworkPrefix? PlaceOf(Member member) =>
        member.Output.Prefix is { IsLoopback: false } place ? place : null;

    /// <summary>Until when, in words that follow others: empty for good.</summary>
    public string Until(long untilMs, TurnTime now) =>
        untilMs == Restriction.ForGood
            ? ""
            : ModerationSentences.Until(Server.Date(now.DateOf(untilMs)));

    /// <summary>What somebody is told who is banned.</summary>
    public string Explain(Restriction ban, TurnTime now)
    {
        string until = Until(ban.UntilMs, now);
        string because = ModerationSentences.Because(ban.Reason);
        return ban.Look is null
            ? ModerationSentences.AddressBanned(until, because)
            : ModerationSentences.NameBanned(ban.Subject, until, because);
    }
}
