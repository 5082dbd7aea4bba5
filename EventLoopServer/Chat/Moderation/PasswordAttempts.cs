using EventLoopServer.Admission;
using EventLoopServer.Timing;

namespace EventLoopServer.Chat.Moderation;

/// <summary>
/// Counts the wrong guesses at one password for each network prefix. The first attempts of a prefix
/// are checked at once. Later ones are delayed, not refused, because the owner of the password may
/// have the same address.
/// </summary>
internal sealed class PasswordAttempts
{
    /// <summary>Most wrong passwords of one connection. The last one closes it.</summary>
    public const int PerConnection = 3;

    /// <summary>
    /// Wrong passwords of one address without a delay: enough for three people who each mistype
    /// three times.
    /// </summary>
    public const int PerAddress = 10;

    /// <summary>
    /// The delay of a further attempt, in ms. It is half of the 10 s that clients wait for an
    /// answer. A connection can make only one guess in this time.
    /// </summary>
    public const long DelayMs = 5_000;

    /// <summary>Time after which one wrong password no longer counts.</summary>
    public const long ForgottenMs = 60_000;

    /// <summary>
    /// Most addresses that are counted. When there are more, all counts are cleared, so an attacker
    /// with more addresses is not delayed.
    /// </summary>
    public const int Addresses = 4096;

    private readonly Dictionary<NetworkPrefix, TokenBucket> _attemptsMs = [];

    /// <summary>True when the next attempt from this prefix has to be delayed.</summary>
    public bool AreUsedUp(NetworkPrefix? prefix, long nowMs) => prefix is { } key
        && AttemptsOf(key).ReadyAt((PerAddress - 1) * ForgottenMs) > nowMs;

    /// <summary>
    /// Counts a wrong password, up to <see cref="PerAddress"/>. Because of this limit, one minute
    /// after the last wrong password an attempt is checked at once.
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
