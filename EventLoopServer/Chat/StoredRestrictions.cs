using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using Protocol.Names;

namespace EventLoopServer.Chat;

/// <summary>
/// Restores bans and mutes from the store, and stores their changes. The end of a restriction is
/// stored as a date, because the monotonic clock starts at another value after each restart.
/// </summary>
/// <param name="access">The bans and mutes.</param>
/// <param name="now">The time of the turn.</param>
internal sealed class StoredRestrictions(AccessControl access, Func<TurnTime> now)
{
    /// <summary>Restores the restrictions, and stores all changes from now on.</summary>
    public void Open(IChatStore store, IReadOnlyList<StoredRestriction> stored)
    {
        foreach (StoredRestriction restriction in stored)
        {
            Restore(restriction);
        }

        Follow(access.Bans, isMute: false, store);
        Follow(access.Mutes, isMute: true, store);
    }

    private void Restore(StoredRestriction stored)
    {
        TurnTime time = now();
        long untilMs = stored.UntilUnixMs is { } until
            ? time.NowMs + (until - time.UnixMs)
            : Restriction.ForGood;
        if (untilMs <= time.NowMs)
        {
            return;
        }

        bool isName = access.Server.ReadPrefix(stored.Subject, out _, out _)
            == PrefixParseResult.Name;
        NetworkPrefix prefix = default;
        bool hasPrefix = stored.Prefix is not null
            && access.Server.ReadPrefix(stored.Prefix, out prefix, out _)
                == PrefixParseResult.Origin;
        if (isName || hasPrefix)
        {
            RestrictionList list = stored.IsMute ? access.Mutes : access.Bans;
            list.TryAdd(
                new Restriction(stored.Subject, untilMs, stored.Reason, stored.By)
                {
                    Skeletons = isName
                        ? NameSkeletons.Of(Encoding.UTF8.GetBytes(stored.Subject))
                        : null,
                    Prefix = hasPrefix ? prefix : null,
                },
                time.NowMs);
        }
    }

    private void Follow(RestrictionList list, bool isMute, IChatStore store)
    {
        list.Added = added => store.Append(new StoreChange.RestrictionAdded(new StoredRestriction(
            isMute,
            added.Subject,
            added.Prefix is { } prefix ? access.Server.ShowPrefix(prefix) : null,
            added.UntilMs == Restriction.ForGood ? null : now().DateOf(added.UntilMs),
            added.By,
            added.Reason)));
        list.Removed = removed =>
            store.Append(new StoreChange.RestrictionRemoved(isMute, removed.Subject));
    }
}
