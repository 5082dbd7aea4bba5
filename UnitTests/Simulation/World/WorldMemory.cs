using UnitTests.Simulation.Storage;
using UnitTests.Simulation.World.Audit;

namespace UnitTests.Simulation.World;

/// <summary>
/// What outlives the server of a world: the disk of its store, and what its clients have seen.
/// </summary>
internal sealed class WorldMemory(WorldSetting setting) : IDisposable
{
    /// <summary>A prime above all seeds that are run.</summary>
    private const int SeedStep = 15_485_863;

    private readonly Dictionary<(ulong Incarnation, ulong Sequence), ulong> _contents = [];
    private readonly List<(ulong Member, ulong Request)> _kept = [];
    private int _servers;

    /// <summary>The store; null when the server keeps nothing.</summary>
    public SimStore? Store { get; } = setting.MakeStore?.Invoke(setting.Seed);

    public Trace Trace { get; } = new();

    /// <summary>The number of messages that were confirmed as kept.</summary>
    public int Kept => _kept.Count;

    /// <summary>The clock at the start of the next server.</summary>
    public long NextStartMs { get; set; }

    /// <summary>
    /// The seed of the next server's network. Another one for each: a restarted server must not
    /// draw the same incarnations for its rooms.
    /// </summary>
    public int NextNetworkSeed() => unchecked(setting.Seed + (SeedStep * _servers++));

    /// <summary>
    /// A client received an event: no number of an incarnation has two contents, for anybody, live
    /// or from the history, across restarts.
    /// </summary>
    public void Compare(ulong incarnation, ulong sequence, ulong content, string who)
    {
        if (!_contents.TryAdd((incarnation, sequence), content)
            && _contents[(incarnation, sequence)] != content)
        {
            throw new WorldFault(
                Invariant.OneOrder,
                $"{who} saw something else than others as number {sequence} of a room");
        }
    }

    /// <summary>A client's message was confirmed: a power cut must not lose it.</summary>
    public void Confirm(ulong member, ulong request, string who)
    {
        if (!Store!.Disk.IsSynced(member, request))
        {
            throw new WorldFault(
                Invariant.KeptIsOnDisk, $"request {request} of {who} is kept and not on disk");
        }

        _kept.Add((member, request));
    }

    /// <summary>After the end of a server: all that was confirmed is on disk.</summary>
    public void CheckDisk()
    {
        foreach ((ulong member, ulong request) in _kept)
        {
            if (!Store!.Disk.IsSynced(member, request))
            {
                throw new WorldFault(
                    Invariant.KeptIsOnDisk,
                    $"request {request} of member {member} was kept and is lost");
            }
        }
    }

    public void Dispose() => Store?.Dispose();
}
