namespace EventLoopServer.Chat;

/// <summary>
/// Counts wrong passwords by address: some at once, and one is forgotten every minute. Who has used
/// them up is not listened to, right or wrong, or guessing would go on.
/// </summary>
internal sealed class Tries
{
    /// <summary>Wrong passwords of one connection, of which the last closes it.</summary>
    public const int PerConnection = 3;

    /// <summary>
    /// Wrong passwords of one address at once: three people who each mistype, three times. At one a
    /// minute more, a password of four random digits holds for days.
    /// </summary>
    public const int PerAddress = 10;

    /// <summary>Time after which one of them is forgotten.</summary>
    public const long ForgottenMs = 60_000;

    /// <summary>
    /// Addresses that are remembered. Whoever has more than that to guess from is not held off by
    /// counting, and all are forgotten at once.
    /// </summary>
    public const int Addresses = 4096;

    private readonly Dictionary<Origin, long> _paidMs = [];

    /// <summary>True when nothing more is to be tried from there for now.</summary>
    public bool AreUsedUp(Origin? origin, long nowMs) => origin is { } key
        && PaidMs(key) - nowMs > (PerAddress - 1) * ForgottenMs;

    /// <summary>A wrong one came.</summary>
    public void Count(Origin? origin, long nowMs)
    {
        if (origin is not { } key)
        {
            return;
        }

        if (_paidMs.Count >= Addresses && !_paidMs.ContainsKey(key))
        {
            Forget(nowMs);
        }

        _paidMs[key] = Math.Max(PaidMs(key), nowMs) + ForgottenMs;
    }

    /// <summary>When all from there will be forgotten.</summary>
    private long PaidMs(Origin key) => _paidMs.GetValueOrDefault(key);

    private void Forget(long nowMs)
    {
        foreach (Origin over in _paidMs.Where(p => p.Value <= nowMs).Select(static p => p.Key))
        {
            _paidMs.Remove(over);
        }

        if (_paidMs.Count >= Addresses)
        {
            _paidMs.Clear();
        }
    }
}
