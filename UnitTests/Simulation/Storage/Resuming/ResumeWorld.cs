using EventLoopServer.Configuration;
using Protocol.Dialects.Native;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>
/// Clients that talk over connections that break at any byte, to a server that stops and crashes.
/// They resume, take over and lie.
/// </summary>
/// <param name="seed">Decides everything.</param>
/// <param name="store">The store; it may have a planted fault.</param>
internal sealed class ResumeWorld(int seed, SimStore store) : IDisposable
{
    private const int Clients = 5;
    private const int MaxOpen = 4;

    private static readonly string[] s_rooms = ["lobby", "den"];

    private readonly Random _random = new(seed);
    private readonly ResumeAudit _audit = new(seed);
    private readonly List<ResumeClient> _clients = [];
    private SimServer _server = null!;
    private int _starts;
    private int _said;

    public int Kept => _audit.Kept;

    public int Resumed => _audit.Resumed;

    /// <exception cref="StoreFault">An invariant did not hold.</exception>
    public void Run(int turns)
    {
        for (int i = 0; i < Clients; i++)
        {
            _clients.Add(new ResumeClient($"c{i}", _audit));
        }

        Start();
        for (int turn = 0; turn < turns; turn++)
        {
            _clients.ForEach(Act);
            if (_random.Next(40) == 0)
            {
                Deceive(_clients[_random.Next(Clients)]);
            }

            // Sometimes longer than members without a connection stay.
            _server.Network.SimClock.Advance(_random.Next(200) == 0 ? 40_000 : _random.Next(200));
            _server.RunOneTurn();
            _clients.ForEach(client => client.Read(store.Disk));
            _audit.Require(_server.Server.Stats.Bugs == 0, "a step threw");
            if (_random.Next(150) == 0)
            {
                Restart();
            }
        }

        Rest();
    }

    public void Dispose() => _server.Dispose();

    private void Act(ResumeClient client)
    {
        if (!client.IsConnected)
        {
            if (_random.Next(5) == 0)
            {
                client.Connect(Peer());
            }
        }
        else if (_random.Next(60) == 0)
        {
            client.Lose(bytes => _random.Next(bytes + 1));
        }
        else if (_random.Next(100) == 0)
        {
            // The old connection stays open, and the next one takes over.
            client.Drop();
        }
        else if (client.IsReady)
        {
            Talk(client);
        }
    }

    private void Talk(ResumeClient client)
    {
        string room = s_rooms[_random.Next(s_rooms.Length)];
        if (!client.Rooms.ContainsKey(room))
        {
            if (_random.Next(4) == 0)
            {
                client.Join(room);
            }
        }
        else if (_random.Next(3) == 0 && client.Open < MaxOpen)
        {
            client.Say(room, $"{client.Name}-{++_said}");
        }
        else if (_random.Next(20) == 0)
        {
            client.Lie(room);
        }
    }

    /// <summary>Somebody else uses a token, and positions that do not exist.</summary>
    private void Deceive(ResumeClient victim)
    {
        NativePeer liar = Peer();
        liar.Hello(NativeWire.Resume);
        byte[] token = _random.Next(2) == 0 && victim.Token.Length > 0
            ? victim.Token
            : new byte[_random.Next(40)];
        ResumeClient.SendResume(
            liar,
            token,
            (ulong)_random.NextInt64(),
            (ulong)_random.NextInt64(),
            [("lobby", (ulong)_random.NextInt64(), ulong.MaxValue), ("nowhere", 1, 1)]);
        _server.RunOneTurn();
        liar.Wire.Reset();
    }

    private NativePeer Peer() => new(_server.Connect());

    private void Start() => _server = new SimServer(
        new ServerOptions(), network: new(seed + (1000 * ++_starts)), store: store);

    private void Restart()
    {
        switch (_random.Next(3))
        {
            case 0:
                store.IsFull = false;
                _server.Settle();
                _server.Stop();
                _clients.ForEach(client => client.Read(store.Disk));
                break;
            case 1:
                _server.Crash();
                break;
            default:
                _server.Crash(powerCut: true);
                break;
        }

        foreach (ResumeClient client in _clients.Where(static c => c.IsConnected))
        {
            client.Lose(bytes => _random.Next(bytes + 1));
        }

        _audit.CheckDisk(store.Disk);
        Start();
    }

    /// <summary>Without faults, everybody has everything in the end.</summary>
    private void Rest()
    {
        for (int i = 0; i < 200 && !_clients.TrueForAll(static c => c.IsAtRest); i++)
        {
            foreach (ResumeClient client in _clients.Where(static c => !c.IsConnected))
            {
                client.Connect(Peer());
            }

            store.IsFull = false;
            _server.Network.SimClock.Advance(1000);
            _server.Settle();
            _clients.ForEach(client => client.Read(store.Disk));
        }

        _audit.CheckDisk(store.Disk);
        foreach (ResumeClient client in _clients)
        {
            _audit.Require(client.IsAtRest, $"{client} does not come to rest");
            foreach ((string name, ResumeRoom room) in client.Rooms)
            {
                _audit.CheckRoom(store.Disk, client.Name, name, room);
            }
        }
    }
}
