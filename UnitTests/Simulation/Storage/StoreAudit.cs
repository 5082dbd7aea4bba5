using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Chat.Waiting;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage;

/// <summary>The invariants of stored conversations.</summary>
internal sealed class StoreAudit(int seed)
{
    private readonly Dictionary<(string Room, ulong Incarnation, ulong Sequence), string> _seen =
        [];

    private readonly HashSet<(ulong Member, ulong Request)> _kept = [];

    /// <summary>Messages that were confirmed as kept.</summary>
    public int Kept => _kept.Count;

    public int Pages { get; private set; }

    public void CountPage() => Pages++;

    public void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new StoreFault($"{what} (seed {seed})");
        }
    }

    /// <summary>
    /// No (room, incarnation, number) has two contents, live or in the past, across restarts.
    /// </summary>
    public void See(SeenEvent e, ulong incarnation)
    {
        string content = $"{e.Kind} {e.Name}: {e.Text}";
        (string Room, ulong, ulong Sequence) key = (e.Room, incarnation, e.Sequence);
        _seen.TryAdd(key, content);
        Require(
            _seen[key] == content,
            $"{e.Room} {incarnation} {e.Sequence} was '{_seen[key]}' and is '{content}'");
    }

    /// <summary>Kept means that it is on the disk, also after a power cut.</summary>
    public void SeeKept(SimDisk disk, ulong member, ulong request, string text)
    {
        Require(
            disk.Entries.Take(disk.Synced).Any(e => IsFrom(e, member, request, text)),
            $"request {request} of {member} was confirmed and is not on disk");
        _kept.Add((member, request));
    }

    /// <summary>Queries are bounded, and so are the messages that wait for the disk.</summary>
    public void Check(SimStore store, SimServer server)
    {
        Require(server.Server.Stats.Bugs == 0, "a command threw");
        Require(
            server.Server.Directory.Queries.Count <= OpenQueries.Max
                && store.OpenQueries <= OpenQueries.Max,
            "too many queries are open");
        Require(store.AppendedAtHigh == 0, "a client was not held while the batch was half full");
    }

    /// <summary>At rest, queries are returned, and no client waits.</summary>
    public void CheckRest(SimStore store, SimServer server, IEnumerable<StoreClient> clients)
    {
        foreach (StoreClient client in clients)
        {
            Require(client.Open == 0, $"{client} waits for ever");
        }

        CheckDisk(store.Disk);
        Require(server.Server.Directory.Queries.Count == 0, "a query was not returned");
    }

    /// <summary>What was kept is still there, and stored lines are in one order.</summary>
    public void CheckDisk(SimDisk disk)
    {
        StoredLine[] lines = [.. disk.Entries.Select(static e => e.Line).OfType<StoredLine>()];
        var there = lines.Select(static l => (l.SenderId, l.RequestId)).ToHashSet();
        foreach ((ulong, ulong) kept in _kept)
        {
            Require(there.Contains(kept), $"{kept} was kept and is lost");
        }

        foreach (IGrouping<string, StoredLine> room in lines.GroupBy(static l => l.Room))
        {
            Require(
                room.Zip(room.Skip(1)).All(static p => p.First.Sequence < p.Second.Sequence),
                $"the lines of {room.Key} are not in order");
        }
    }

    private static bool IsFrom(SimEntry entry, ulong member, ulong request, string text) =>
        entry.Line is { Kind: EventKind.Said } line
        && line.SenderId == member
        && line.RequestId == request
        && Encoding.UTF8.GetString(line.Text) == text;
}
