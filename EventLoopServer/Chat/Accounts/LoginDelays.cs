using EventLoopServer.Timing;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// Delays attempts to log in to an account from addresses that its owner has never used. The wrong
/// passwords of all such addresses are counted together, so an attacker with many addresses is
/// slowed down too. The delay stops growing at <see cref="LongestMs"/> and never becomes a refusal,
/// so the owner can always log in from a new address. Names without an account are counted in the
/// same way, because a difference would show which names have an account.
/// </summary>
internal sealed class LoginDelays
{
    /// <summary>Wrong passwords of one account that cause no delay, for typing errors.</summary>
    public const int Free = 5;

    /// <summary>The first delay; each further wrong password doubles it.</summary>
    public const long FirstMs = 1_000;

    /// <summary>The longest delay: less than the 10 s that clients wait for an answer.</summary>
    public const long LongestMs = 8_000;

    /// <summary>Time after which one wrong password no longer counts.</summary>
    public const long ForgottenMs = 60_000;

    /// <summary>Most wrong passwords that are counted for one name.</summary>
    public const int Counted = 15;

    /// <summary>
    /// Most names that are counted. Above it, the names with the fewest wrong passwords are
    /// dropped. An attacker therefore cannot end the delay of one name with wrong passwords for
    /// others. The limits of each address still apply.
    /// </summary>
    public const int Names = 4096;

    private readonly Dictionary<string, TokenBucket> _attempts = [];

    /// <summary>The delay of the next attempt, in ms; 0 when it is checked at once.</summary>
    /// <param name="name">The name in upper case.</param>
    /// <param name="nowMs">The time on the monotonic clock.</param>
    public long DelayMs(string name, long nowMs)
    {
        long owedMs = _attempts.GetValueOrDefault(name).PaidAt - nowMs;
        long wrong = (owedMs + ForgottenMs - 1) / ForgottenMs;
        return wrong < Free
            ? 0
            : Math.Min(FirstMs << (int)(wrong - Free), LongestMs);
    }

    public void Count(string name, long nowMs)
    {
        if (_attempts.Count >= Names && !_attempts.ContainsKey(name))
        {
            Forget();
        }

        TokenBucket attempts = _attempts.GetValueOrDefault(name);
        attempts.Take(nowMs, ForgottenMs, Counted * ForgottenMs);
        _attempts[name] = attempts;
    }

    /// <summary>Drops the half with the fewest wrong passwords, so that drops are rare.</summary>
    private void Forget()
    {
        foreach (string name in _attempts
            .OrderBy(static a => a.Value.PaidAt)
            .ThenBy(static a => a.Key, StringComparer.Ordinal)
            .Take(Names / 2)
            .Select(static a => a.Key)
            .ToArray())
        {
            _attempts.Remove(name);
        }
    }
}
