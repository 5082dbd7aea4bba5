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

    private readonly Dictionary<NetworkPrefix, long> _paidMs = [];

    /// <summary>True when the next attempt from there has to wait before it is checked.</summary>
    public bool AreUsedUp(NetworkPrefix? prefix, long nowMs) => prefix is { } key
        && PaidMs(key) - nowMs > (PerAddress - 1) * ForgottenMs;

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

        if (_paidMs.Count >= Addresses && !_paidMs.ContainsKey(key))
        {
            Forget(nowMs);
        }

        long paidMs = Math.Max(PaidMs(key), nowMs) + ForgottenMs;
        _paidMs[key] = Math.Min(paidMs, nowMs + (PerAddress * ForgottenMs));
    }

    /// <summary>When all from there will be forgotten.</summary>
    private long PaidMs(NetworkPrefix key) => _paidMs.GetValueOrDefault(key);

    private void Forget(long nowMs)
    {
        foreach (
            NetworkPrefix over in _paidMs.Where(p => p.Value <= nowMs).Select(static p => p.Key))
        {
            _paidMs.Remove(over);
        }

        if (_paidMs.Count >= Addresses)
        {
            _paidMs.Clear();
        }
    }
}
