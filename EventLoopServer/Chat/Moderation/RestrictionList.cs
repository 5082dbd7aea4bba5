using EventLoopServer.Admission;
using Protocol.Names;

namespace EventLoopServer.Chat.Moderation;

/// <summary>
/// Bans or mutes, oldest first. The check of a new client costs nothing when the list is empty, and
/// some microseconds when it is full.
/// </summary>
internal sealed class RestrictionList(int capacity)
{
    private readonly List<Restriction> _all = [];

    /// <summary>Called with each new restriction.</summary>
    public Action<Restriction> Added { private get; set; } = static _ => { };

    /// <summary>Called with each restriction that is removed before its end.</summary>
    public Action<Restriction> Removed { private get; set; } = static _ => { };

    /// <summary>The restrictions that are in force at this time.</summary>
    public IReadOnlyList<Restriction> At(long nowMs)
    {
        _all.RemoveAll(s => s.UntilMs <= nowMs);
        return _all;
    }

    /// <summary>
    /// The restriction with the latest end that applies to a name or a prefix, or null.
    /// </summary>
    public Restriction? Find(NameSkeletons? skeletons, NetworkPrefix? prefix, long nowMs)
    {
        Restriction? found = null;
        foreach (Restriction restriction in _all)
        {
            if (restriction.UntilMs > nowMs
                && restriction.Matches(skeletons, prefix)
                && (found is null || restriction.UntilMs > found.UntilMs))
            {
                found = restriction;
            }
        }

        return found;
    }

    /// <summary>True when the list has no restrictions.</summary>
    public bool IsEmpty => _all.Count == 0;

    /// <summary>
    /// Adds a restriction. It replaces an earlier restriction of the same name or address.
    /// </summary>
    /// <returns>False when the list is full.</returns>
    public bool TryAdd(Restriction restriction, long nowMs)
    {
        At(nowMs);
        List<Restriction> replaced = _all.FindAll(s =>
            s.Skeletons?.Key == restriction.Skeletons?.Key
            && (restriction.Skeletons is not null || s.Prefix == restriction.Prefix));
        Drop(replaced);
        if (_all.Count >= capacity)
        {
            return false;
        }

        _all.Add(restriction);
        Added(restriction);
        return true;
    }

    /// <summary>
    /// The restrictions of this name and its look-alikes. Without a name, those of this address.
    /// </summary>
    public IReadOnlyList<Restriction> For(NameSkeletons? skeletons, NetworkPrefix? prefix) =>
        _all.FindAll(s => IsFor(s, skeletons, prefix));

    /// <summary>Removes the restrictions of <see cref="For"/>.</summary>
    /// <returns>The removed restrictions; may be empty.</returns>
    public IReadOnlyList<Restriction> Remove(NameSkeletons? skeletons, NetworkPrefix? prefix)
    {
        List<Restriction> gone = _all.FindAll(s => IsFor(s, skeletons, prefix));
        Drop(gone);
        return gone;
    }

    /// <summary>
    /// Removes the restrictions of names that also cover this address. Restrictions of the address
    /// itself, or of a network, stay.
    /// </summary>
    /// <returns>The removed restrictions; may be empty.</returns>
    public IReadOnlyList<Restriction> RemoveNamed(NetworkPrefix? prefix)
    {
        List<Restriction> gone = _all.FindAll(
            s => s.Skeletons is not null && s.Matches(null, prefix));
        Drop(gone);
        return gone;
    }

    private void Drop(List<Restriction> gone)
    {
        foreach (Restriction restriction in gone)
        {
            _all.Remove(restriction);
            Removed(restriction);
        }
    }

    /// <summary>
    /// A restriction with a name belongs to the name, even if it also covers an address.
    /// </summary>
    private static bool IsFor(
        Restriction restriction, NameSkeletons? skeletons, NetworkPrefix? prefix) =>
        skeletons is null
            ? restriction.Skeletons is null && restriction.Prefix == prefix
            : restriction.Skeletons is not null && restriction.Skeletons.Matches(skeletons);
}
