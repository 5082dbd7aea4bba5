using Protocol.Messages;

namespace EventLoopServer.Chat;

/// <summary>
/// Bans, or mutes, in the order in which they were made. They live as long as the server. An empty
/// list costs those who arrive nothing; a full one some microseconds.
/// </summary>
internal sealed class SanctionList(int capacity)
{
    private readonly List<Sanction> _all = [];

    /// <summary>Those that count at this time.</summary>
    public IReadOnlyList<Sanction> At(long nowMs)
    {
        _all.RemoveAll(s => s.UntilMs <= nowMs);
        return _all;
    }

    /// <summary>The one that meets such a name or place and lasts longest, or null.</summary>
    public Sanction? Find(NameLook? look, Origin? origin, long nowMs)
    {
        Sanction? found = null;
        foreach (Sanction sanction in _all)
        {
            if (sanction.UntilMs > nowMs
                && sanction.Meets(look, origin)
                && (found is null || sanction.UntilMs > found.UntilMs))
            {
                found = sanction;
            }
        }

        return found;
    }

    /// <summary>True when nothing has to be looked for.</summary>
    public bool IsEmpty => _all.Count == 0;

    /// <summary>Puts one in, in the place of an earlier one for the same name or address.</summary>
    /// <returns>False when there are too many.</returns>
    public bool TryAdd(Sanction sanction, long nowMs)
    {
        At(nowMs);
        _all.RemoveAll(s => s.Look?.Key == sanction.Look?.Key
            && (sanction.Look is not null || s.Origin == sanction.Origin));
        if (_all.Count >= capacity)
        {
            return false;
        }

        _all.Add(sanction);
        return true;
    }

    /// <summary>
    /// Takes those out that were made for this name, or for one that looks like it, or for this
    /// address.
    /// </summary>
    /// <returns>What was taken out; empty when there was nothing.</returns>
    public IReadOnlyList<Sanction> Remove(NameLook? look, Origin? origin)
    {
        List<Sanction> gone = _all.FindAll(s => IsFor(s, look, origin));
        gone.ForEach(s => _all.Remove(s));
        return gone;
    }

    /// <summary>
    /// Takes those out that were made for a name and meet this address too. One that was made for
    /// the address, or for a network, stays.
    /// </summary>
    /// <returns>What was taken out.</returns>
    public IReadOnlyList<Sanction> RemoveNamed(Origin? origin)
    {
        List<Sanction> gone = _all.FindAll(s => s.Look is not null && s.Meets(null, origin));
        gone.ForEach(s => _all.Remove(s));
        return gone;
    }

    /// <summary>One that meets a name is for the name, whatever address it meets as well.</summary>
    private static bool IsFor(Sanction sanction, NameLook? look, Origin? origin) =>
        look is null
            ? sanction.Look is null && sanction.Origin == origin
            : sanction.Look is not null && sanction.Look.Meets(look);
}
