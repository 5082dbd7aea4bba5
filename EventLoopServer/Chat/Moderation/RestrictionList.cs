using EventLoopServer.Admission;
using Protocol.Names;

namespace EventLoopServer.Chat.Moderation;

/// <summary>
/// Bans, or mutes, in the order in which they were made. They live as long as the server. An empty
/// list costs those who arrive nothing; a full one some microseconds.
/// </summary>
internal sealed class RestrictionList(int capacity)
{
    private readonly List<Restriction> _all = [];

    /// <summary>Those that count at this time.</summary>
    public IReadOnlyList<Restriction> At(long nowMs)
    {
        _all.RemoveAll(s => s.UntilMs <= nowMs);
        return _all;
    }

    /// <summary>The one that meets such a name or place and lasts longest, or null.</summary>
    public Restriction? Find(NameLook? look, NetworkPrefix? prefix, long nowMs)
    {
        Restriction? found = null;
        foreach (Restriction restriction in _all)
        {
            if (restriction.UntilMs > nowMs
                && restriction.Meets(look, prefix)
                && (found is null || restriction.UntilMs > found.UntilMs))
            {
                found = restriction;
            }
        }

        return found;
    }

    /// <summary>True when nothing has to be looked for.</summary>
    public bool IsEmpty => _all.Count == 0;

    /// <summary>Puts one in, in the place of an earlier one for the same name or address.</summary>
    /// <returns>False when there are too many.</returns>
    public bool TryAdd(Restriction restriction, long nowMs)
    {
        At(nowMs);
        _all.RemoveAll(s => s.Look?.Key == restriction.Look?.Key
            && (restriction.Look is not null || s.Prefix == restriction.Prefix));
        if (_all.Count >= capacity)
        {
            return false;
        }

        _all.Add(restriction);
        return true;
    }

    /// <summary>
    /// Takes those out that were made for this name, or for one that looks like it, or for this
    /// address.
    /// </summary>
    /// <returns>What was taken out; empty when there was nothing.</returns>
    public IReadOnlyList<Restriction> Remove(NameLook? look, NetworkPrefix? prefix)
    {
        List<Restriction> gone = _all.FindAll(s => IsFor(s, look, prefix));
        gone.ForEach(s => _all.Remove(s));
        return gone;
    }

    /// <summary>
    /// Takes those out that were made for a name and meet this address too. One that was made for
    /// the address, or for a network, stays.
    /// </summary>
    /// <returns>What was taken out.</returns>
    public IReadOnlyList<Restriction> RemoveNamed(NetworkPrefix? prefix)
    {
        List<Restriction> gone = _all.FindAll(s => s.Look is not null && s.Meets(null, prefix));
        gone.ForEach(s => _all.Remove(s));
        return gone;
    }

    /// <summary>One that meets a name is for the name, whatever address it meets as well.</summary>
    private static bool IsFor(Restriction restriction, NameLook? look, NetworkPrefix? prefix) =>
        look is null
            ? restriction.Look is null && restriction.Prefix == prefix
            : restriction.Look is not null && restriction.Look.Meets(look);
}
