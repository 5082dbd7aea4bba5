using EventLoopServer.Configuration;
using Protocol.Dialects.Native;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage;

/// <summary>
/// Clients that talk, page and reconnect while the store is slow, full or fails, and the server
/// stops, crashes and loses power. Everything is drawn from the seed.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="store">The store; it may have a planted fault.</param>
internal sealed class StoreWorld(int seed, SimStore store) : IDisposable
{
    private const int Clients = 6;

    /// <summary>More than a client needs to read all that waits for it.</summary>
    private const int MaxReads = 20;

    private static readonly string[] s_rooms = ["lobby", "den", "tea"];

    private readonly Random _random = new(seed);
    private readonly StoreAudit _audit = new(seed);
    private readonly List<StoreClient> _clients = [];
    private SimServer _server = null!;
    private int _starts;

    /// <summary>Messages that were confirmed as kept.</summary>
    public int Kept => _audit.Kept;

    /// <summary>Pages that were answered.</summary>
    public int Pages => _audit.Pages;

    /// <exception cref="StoreFault">An invariant did not hold.</exception>
    public void Run(int turns)
    {
        Start();
        for (int turn = 0; turn < turns; turn++)
        {
            foreach (StoreClient client in _clients)
            {
                Act(client);
            }

            _server.Network.SimClock.Advance(_random.Next(200));
            _server.RunOneTurn();
            Read();
            _audit.Check(store, _server);
            if (_random.Next(120) == 0)
            {
                Restart();
            }
        }

        // At rest, every query is returned and every page has no gap.
        store.IsFull = false;
        for (int read = 0; read < MaxReads && _clients.Any(static c => c.Open > 0); read++)
        {
            Settle();
        }

        _audit.CheckRest(store, _server, _clients);
    }

    public void Dispose() => _server.Dispose();

    private void Act(StoreClient client)
    {
        if (!client.MayAsk)
        {
            return;
        }

        string room = s_rooms[_random.Next(s_rooms.Length)];
        switch (_random.Next(10))
        {
            case < 4:
                client.Say(room, $"{client.Name} {_random.Next(1_000_000)}");
                break;
            case 4:
                client.Ask(new ClientRequest { Verb = RequestVerb.Topic }, room, "topic");
                break;
            case 5:
                client.Ask(new ClientRequest { Verb = RequestVerb.Join }, room);
                break;
            case 6:
                client.Ask(new ClientRequest { Verb = RequestVerb.Leave }, room);
                break;
            case 7:
                client.Ask(
                    new ClientRequest
                    {
                        Verb = RequestVerb.History,
                        Count = (ulong)_random.Next(1, 200),
                        Before = (ulong)_random.Next(0, 100),
                    },
                    room);
                break;
            case 8:
                client.Ask(
                    new ClientRequest { Verb = RequestVerb.Line }, room, "/search topic");
                break;
            default:
                break;
        }
    }

    private void Start()
    {
        _server = new SimServer(
            new ServerOptions(), network: new(seed + (1000 * ++_starts)), store: store);
        _clients.Clear();
        for (int i = 0; i < Clients; i++)
        {
            NativePeer peer = new(_server.Connect());
            peer.Hello(NativeWire.Keeps);
            peer.Request(RequestVerb.Name, 1, $"c{i}");
            _clients.Add(new StoreClient(peer, $"c{i}", _audit, store));
        }
    }

    private void Restart()
    {
        switch (_random.Next(3))
        {
            case 0:
                store.IsFull = false;
                Settle();
                _server.Stop();
                Read();
                break;
            case 1:
                _server.Crash();
                break;
            default:
                _server.Crash(powerCut: true);
                break;
        }

        _audit.CheckDisk(store.Disk);
        Start();
    }

    private void Settle()
    {
        _server.Settle();
        Read();
    }

    private void Read()
    {
        foreach (StoreClient client in _clients)
        {
            client.Read();
        }
    }
}
