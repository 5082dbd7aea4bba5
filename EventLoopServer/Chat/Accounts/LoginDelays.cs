using EventLoopServer.Timing;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// Delays the attempts at one account that come from addresses from which its owner never logged
/// in. The delay grows with the wrong passwords of all such addresses together, so an attacker with
/// many addresses is slowed down too. It ends at some seconds and never becomes a refusal, so the
/// owner can always log in from a new address. Names without an account are counted in the same
/// way, because a difference would show which names have one.
/// </summary>
internal sealed class LoginDelays
{
    /// <summary>Wrong passwords of one account without a delay: typing errors.</summary>
    public const int Free = 5;

    /// <summary>The first delay; each further wrong password doubles it.</summary>
    public const long FirstMs = 1_000;

    /// <summary>The longest delay: less than the 10 s that clients wait for an answer.</summary>
    public const long LongestMs = 8_000;

    /// <summary>Time after which one wrong password is forgotten.</summary>
    public const long ForgottenMs = 60_000;

    /// <summary>Wrong passwords that are counted at most.</summary>
    public const int Counted = 15;

    /// <summary>
    /// Most names that are counted. When there are more, those with the fewest wrong passwords are
    /// dropped, so that wrong passwords for many other names do not end the delay of one. The
    /// limits of each address still apply.
    /// </summary>
    public const int Names = 4096;

    private readonly Dictionary<string, TokenBucket> _attempts = [];

    /// <summary>How long the next attempt waits, in ms; 0: it is checked at once.</summary>
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

    /// <summary>Drops the half with the fewest wrong passwords, so it is rarely needed.</summary>
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
