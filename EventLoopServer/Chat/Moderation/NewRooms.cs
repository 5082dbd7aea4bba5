using EventLoopServer.Admission;
using EventLoopServer.Timing;

namespace EventLoopServer.Chat.Moderation;

/// <summary>
/// Limits the rooms that each network prefix may create. A room with stored lines outlives its
/// members, so without a limit one client could fill the memory and the disk with rooms.
/// </summary>
internal sealed class NewRooms
{
    /// <summary>
    /// Rooms that an address may create at once: enough for a school class behind one address.
    /// Further ones are refused with TooManyNewRooms.
    /// </summary>
    public const int Burst = 30;

    /// <summary>The time in ms after which an address may create one more room.</summary>
    public const long EachMs = 120_000;

    /// <summary>
    /// Most addresses that are counted. When there are more, all counts are cleared at once.
    /// </summary>
    public const int Addresses = 4096;

    private readonly Dictionary<NetworkPrefix, TokenBucket> _madeMs = [];

    /// <summary>Counts a new room of this prefix.</summary>
    /// <returns>False when the prefix has created too many rooms.</returns>
    public bool TryTake(NetworkPrefix? prefix, long nowMs)
    {
        if (prefix is not { } key)
        {
            return true;
        }

        TokenBucket made = _madeMs.GetValueOrDefault(key);
        if (made.ReadyAt((Burst - 1) * EachMs) > nowMs)
        {
            return false;
        }

        if (_madeMs.Count >= Addresses && !_madeMs.ContainsKey(key))
        {
            _madeMs.Clear();
        }

        made.Take(nowMs, EachMs);
        _madeMs[key] = made;
        return true;
    }
}
