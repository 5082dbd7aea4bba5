using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Timing;
using Protocol.Commands;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// An invitation: an operator gives its code to users, who create accounts with it although
/// registration is left to operators.
/// </summary>
internal sealed class Invitation(StoredInvitation state)
{
    /// <summary>The uses of an invitation that is made without a number.</summary>
    public const int DefaultUses = 1;

    /// <summary>
    /// Most uses of one invitation: a lecture or a club. A code that is passed on further is not
    /// secret any more: <c>--registration open</c> has the same effect.
    /// </summary>
    public const int MaxUses = 100;

    /// <summary>
    /// How long an invitation lasts without a time: a week, because its user may be away for some
    /// days.
    /// </summary>
    public const long DefaultMs = 7 * DayMs;

    /// <summary>The longest time of an invitation: a term at a school.</summary>
    public const long LongestMs = 90 * DayMs;

    private const long DayMs = 24 * 60 * 60_000L;

    private TokenBucket _attempts;

    /// <summary>
    /// The invitation as it is stored. Only <see cref="InvitationDirectory"/> changes it.
    /// </summary>
    public StoredInvitation State { get; set; } = state;

    public bool IsOver(long unixMs) => State.UntilMs <= unixMs;

    /// <summary>Draws a code. It is as hard to guess as a one-time code.</summary>
    public static string DrawCode() => $"{InvitationCode.Prefix}{OneTimeCode.Draw()}";

    /// <summary>The hash of a typed code. Upper and lower case are the same.</summary>
    public static string HashOf(ReadOnlySpan<byte> code) =>
        OneTimeCode.HashOf(Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(code).ToLowerInvariant()));

    /// <summary>
    /// Counts an attempt to register with the code. A class behind one address registers at the
    /// same time, so the attempts are counted by code and not by address. Each attempt hashes a
    /// password: the code pays for its uses, and for as many failures as an address.
    /// </summary>
    /// <returns>False after too many attempts.</returns>
    public bool TryAttempt(long nowMs)
    {
        int burst = State.Uses + RegistrationLimits.Attempts;
        if (_attempts.ReadyAt((burst - 1) * RegistrationLimits.AttemptMs) > nowMs)
        {
            return false;
        }

        _attempts.Take(nowMs, RegistrationLimits.AttemptMs);
        return true;
    }
}
