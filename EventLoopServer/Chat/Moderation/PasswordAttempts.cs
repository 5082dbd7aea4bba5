using EventLoopServer.Admission;
using EventLoopServer.Timing;

namespace EventLoopServer.Chat.Moderation;

/// <summary>
/// Counts the wrong guesses at one password for each network prefix. The first ones are checked at
/// once. After that an address is not refused, because the owner of the password may share it. Its
/// further attempts wait before they are checked.
/// </summary>
internal sealed class PasswordAttempts
{
    /// <summary>Wrong passwords of one connection; the last of them closes it.</summary>
    public const int PerConnection = 3;

    /// <summary>
    /// Wrong passwords of one address that are checked at once: three people who each mistype three
    /// times.
    /// </summary>
    public const int PerAddress = 10;

    /// <summary>
    /// How long a further attempt waits, in ms: half of the 10 s that clients wait for an answer. A
    /// connection makes at most one guess in that time.
    /// </summary>
    public const long DelayMs = 5_000;

    /// <summary>Time after which one wrong password is forgotten.</summary>
    public const long ForgottenMs = 60_000;

    /// <summary>
    /// Most addresses that are counted. When there are more, all counts are cleared at once, so an
    /// attacker with more addresses is not slowed down.
    /// </summary>
    public const int Addresses = 4096;

    private readonly Dictionary<NetworkPrefix, TokenBucket> _attemptsMs = [];

    /// <summary>
    /// True when the next attempt from this prefix has to wait before it is checked.
    /// </summary>
    public bool AreUsedUp(NetworkPrefix? prefix, long nowMs) => prefix is { } key
        && AttemptsOf(key).ReadyAt((PerAddress - 1) * ForgottenMs) > nowMs;

    /// <summary>
    /// Counts a wrong password. At most <see cref="PerAddress"/> are counted, so a minute after the
    /// last one an attempt is checked at once, however many there were.
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
