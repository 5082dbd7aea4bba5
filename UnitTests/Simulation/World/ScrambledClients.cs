using EventLoopServer.Buffers;
using UnitTests.Simulation.Network;
using UnitTests.Simulation.World.Clients;

namespace UnitTests.Simulation.World;

/// <summary>The clients whose bytes pass a filter, as those of TLS clients do.</summary>
internal sealed class ScrambledClients
{
    private readonly HashSet<WorldClient> _all = [];
    private readonly Dictionary<WorldClient, ScramblingFilter> _openers = [];

    public void Add(WorldClient client) => _all.Add(client);

    /// <summary>Puts a filter on a new connection of the client, if it is one of these.</summary>
    public void Connect(WorldClient client, SimTransport wire)
    {
        if (_all.Contains(client))
        {
            wire.Filter = new ScramblingFilter();
            _openers[client] = new ScramblingFilter();
        }
    }

    /// <summary>The plain bytes of a client's input, without its filter.</summary>
    public byte[] Open(WorldClient client, byte[] bytes)
    {
        if (!_all.Contains(client))
        {
            return bytes;
        }

        // The end of a block also completes its earlier bytes.
        var plain = new byte[bytes.Length + ScramblingFilter.BlockBytes];
        int given = _openers[client].Decode(bytes, plain, new RingBuffer(new Slab(64, 64), 64));
        return plain[..given];
    }

    /// <summary>The bytes to send for a client's plain bytes.</summary>
    public byte[] Seal(WorldClient client, byte[] bytes) =>
        _all.Contains(client) ? ScramblingFilter.Scramble(bytes) : bytes;
}
