using EventLoopServer.Admission;
using EventLoopServer.Timing;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// Limits new accounts, because each one takes a name for a long time, and its password some 20 ms
/// of a core. They are counted before the password is hashed.
/// </summary>
internal sealed class RegistrationLimits
{
    /// <summary>
    /// Accounts that an address may create in <see cref="PerAddressMs"/>: a family. An operator can
    /// create more for it (<c>/account add</c>).
    /// </summary>
    public const int PerAddress = 3;

    public const long PerAddressMs = 60 * 60_000;

    /// <summary>
    /// Accounts that all addresses together may create in <see cref="OverallMs"/>. It bounds the
    /// names that an attacker with many addresses can take.
    /// </summary>
    public const int Overall = 30;

    public const long OverallMs = 10 * 60_000;

    /// <summary>
    /// Most addresses that are counted. When there are more, all counts are cleared; the limit of
    /// all together still applies.
    /// </summary>
    public const int Addresses = 4096;

    private readonly Dictionary<NetworkPrefix, TokenBucket> _byAddress = [];
    private TokenBucket _overall;

    /// <summary>Counts a registration.</summary>
    /// <returns>False when there were too many.</returns>
    public bool TryTake(NetworkPrefix? prefix, long nowMs)
    {
        const long eachMs = PerAddressMs / PerAddress;
        const long eachOverallMs = OverallMs / Overall;
        NetworkPrefix key = prefix.GetValueOrDefault();
        TokenBucket own = _byAddress.GetValueOrDefault(key);
        if (own.ReadyAt((PerAddress - 1) * eachMs) > nowMs
            || _overall.ReadyAt((Overall - 1) * eachOverallMs) > nowMs)
        {
            return false;
        }

        if (_byAddress.Count >= Addresses && !_byAddress.ContainsKey(key))
        {
            _byAddress.Clear();
        }

        own.Take(nowMs, eachMs);
        _byAddress[key] = own;
        _overall.Take(nowMs, eachOverallMs);
        return true;
    }
}
