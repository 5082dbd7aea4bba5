using EventLoopServer.Admission;
using EventLoopServer.Timing;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// Limits new accounts, because each one takes a name for a long time. Also limits attempts to
/// create one, because each attempt hashes a password, which takes some 20 ms of a core.
/// </summary>
internal sealed class RegistrationLimits
{
    /// <summary>
    /// Accounts that an address may create in <see cref="PerAddressMs"/>. It is enough for a
    /// family. An operator can create more (<c>/account add</c>).
    /// </summary>
    public const int PerAddress = 3;

    public const long PerAddressMs = 60 * 60_000;

    /// <summary>
    /// Accounts that all addresses together may create in <see cref="OverallMs"/>. It limits the
    /// names that an attacker with many addresses can take.
    /// </summary>
    public const int Overall = 30;

    public const long OverallMs = 10 * 60_000;

    /// <summary>
    /// Attempts of an address in a burst. After that, one more is allowed every
    /// <see cref="AttemptMs"/>. Failed attempts count too. The rate equals that of password checks,
    /// so a failed registration is no cheaper way to load the password thread.
    /// </summary>
    public const int Attempts = 10;

    public const long AttemptMs = 60_000;

    /// <summary>
    /// Most addresses that are counted. When there are more, all counts are cleared.
    /// <see cref="Overall"/> still applies.
    /// </summary>
    public const int Addresses = 4096;

    private const long EachMs = PerAddressMs / PerAddress;
    private const long EachOverallMs = OverallMs / Overall;

    private readonly Dictionary<NetworkPrefix, Counts> _byAddress = [];
    private TokenBucket _overall;

    /// <summary>Counts an attempt. It is called before the password is hashed.</summary>
    /// <returns>False after too many attempts or too many accounts.</returns>
    public bool TryAttempt(NetworkPrefix? prefix, long nowMs)
    {
        NetworkPrefix key = prefix.GetValueOrDefault();
        Counts own = _byAddress.GetValueOrDefault(key);
        if (!HasRoom(own, nowMs) || own.Attempts.ReadyAt((Attempts - 1) * AttemptMs) > nowMs)
        {
            return false;
        }

        own.Attempts.Take(nowMs, AttemptMs);
        Set(key, own);
        return true;
    }

    /// <summary>
    /// Counts a new account. It checks the limits again, because other attempts of the address may
    /// have succeeded while the password was hashed.
    /// </summary>
    /// <returns>False after too many accounts. The account must not be created then.</returns>
    public bool TryCreate(NetworkPrefix? prefix, long nowMs)
    {
        NetworkPrefix key = prefix.GetValueOrDefault();
        Counts own = _byAddress.GetValueOrDefault(key);
        if (!HasRoom(own, nowMs))
        {
            return false;
        }

        own.Accounts.Take(nowMs, EachMs);
        Set(key, own);
        _overall.Take(nowMs, EachOverallMs);
        return true;
    }

    private bool HasRoom(Counts own, long nowMs) =>
        own.Accounts.ReadyAt((PerAddress - 1) * EachMs) <= nowMs
        && _overall.ReadyAt((Overall - 1) * EachOverallMs) <= nowMs;

    private void Set(NetworkPrefix key, Counts own)
    {
        if (_byAddress.Count >= Addresses && !_byAddress.ContainsKey(key))
        {
            _byAddress.Clear();
        }

        _byAddress[key] = own;
    }

    private record struct Counts
    {
        public TokenBucket Accounts;
        public TokenBucket Attempts;
    }
}
