using EventLoopServer.Admission;
using EventLoopServer.Timing;

namespace EventLoopServer.Chat.Moderation;

/// <summary>
/// Counts the wrong guesses of one password by address prefix. The first ones of an address are
/// checked at once. An address that has used these up is not refused, because the owner of the
/// password may share it: its further attempts wait before they are checked.
/// </summary>
internal sealed class PasswordAttempts
{
    /// <summary>Wrong passwords of one connection, of which the last closes it.</summary>
    public const int PerConnection = 3;

    /// <summary>
    /// Wrong passwords of one address that are checked at once: three people who each mistype,
    /// three times.
    /// </summary>
    public const int PerAddress = 10;

    /// <summary>Time after which one of them is forgotten.</summary>
    public const long ForgottenMs = 60_000;

    /// <summary>
    /// Addresses that are remembered. An attacker with more addresses than that is not slowed down
    /// by counting; all of them are forgotten at once.
    /// </summary>
    public const int Addresses = 4096;

    private readonly Dictionary<NetworkPrefix, TokenBucket> _attemptsMs = [];

    /// <summary>True when the next attempt from there has to wait before it is checked.</summary>
    public bool AreUsedUp(NetworkPrefix? prefix, long nowMs) => prefix is { } key
        && AttemptsOf(key).ReadyAt((PerAddress - 1) * ForgottenMs) > nowMs;

    /// <summary>
    /// A wrong one came. No more than <see cref="PerAddress"/> are remembered, so that an address
    /// is as it was a minute after the last one, however many there were.
    /// </summary>
    public void Count(NetworkPrefix? prefix, long nowMs)
    {
        if (prefix is not { } key)
        {
            return;
        }

        if (_attemptsMs.Count >= Addresses && !_attemptsMs.ContainsKey(key))
        {
            Forget(nowMs);
        }

        TokenBucket attempts = AttemptsOf(key);
        attempts.Take(nowMs, ForgottenMs, PerAddress * ForgottenMs);
        _attemptsMs[key] = attempts;
    }

    private TokenBucket AttemptsOf(NetworkPrefix key) => _attemptsMs.GetValueOrDefault(key);

    private void Forget(long nowMs)
    {
        foreach (NetworkPrefix over in _attemptsMs
            .Where(p => p.Value.IsFull(nowMs))
            .Select(static p => p.Key))
        {
            _attemptsMs.Remove(over);
        }

        if (_attemptsMs.Count >= Addresses)
        {
            _attemptsMs.Clear();
        }
    }
}
