using EventLoopServer.Configuration;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>
/// Clients that talk over connections that break at any byte, to a server that stops and crashes.
/// They resume, take over and lie.
/// </summary>
internal sealed class ResumeWorld : IDisposable
{
    private const int Clients = 5;
    private const int MaxOpen = 4;

    /// <summary>The longest message; short, so that buffers are made fast.</summary>
    private const int MessageBytes = 512;

    private static readonly string[] s_rooms = ["lobby", "den"];

    private readonly int _seed;
    private readonly SimStore _store;
    private readonly Random _random;
    private readonly ResumeAudit _audit;
    private readonly List<ResumeClient> _clients = [];
    private readonly ResumeLiar _liar;
    private SimServer _server = null!;
    private int _starts;
    private int _said;

    /// <param name="seed">Decides everything.</param>
    /// <param name="store">The store; it may have a planted fault.</param>
    public ResumeWorld(int seed, SimStore store)
    {
        (_seed, _store, _random, _audit) = (seed, store, new Random(seed), new ResumeAudit(seed));
        _liar = new ResumeLiar(_random, _audit);
    }

    public int Kept => _audit.Kept;

    public int Resumed => _audit.Resumed;

    /// <summary>Clients whose private lines were checked for gaps.</summary>
    public int Exact => _audit.Exact;

    /// <summary>Turns so far, without those until everybody has everything.</summary>
    public int Turns { get; private set; }

    /// <exception cref="StoreFault">An invariant did not hold.</exception>
    public void Run(int turns)
    {
        for (int i = 0; i < Clients; i++)
        {
            _clients.Add(new ResumeClient($"c{i}", _audit));
        }

        Start();
        for (; Turns < turns; Turns++)
        {
            _audit.Turn = Turns;
            _clients.ForEach(Act);
            if (_random.Next(40) == 0)
            {
                _liar.Act(_server, _clients[_random.Next(Clients)]);
            }

            // Sometimes longer than members without a connection stay.
            _server.Network.SimClock.Advance(_random.Next(200) == 0 ? 40_000 : _random.Next(200));
            _server.RunOneTurn();
            Read();
            _audit.Require(_server.Server.Stats.Bugs == 0, $"a step threw");
            if (_random.Next(250) == 0)
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
            Lose(client);
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
            client.Send(Draw(room, $"{client.Name}-{++_said}"));
        }
        else if (_random.Next(20) == 0)
        {
            client.Lie(Draw(room, ResumeAudit.Lie), _random.Next);
        }
        else if (client.Open == 0 && _random.Next(1000) == 0)
        {
            client.Quit();
        }
    }

    /// <summary>One of the requests that are carried out at most once.</summary>
    private SentRequest Draw(string room, string text) => _random.Next(10) switch
    {
        0 => new(RequestVerb.Me, room, text),
        1 => new(RequestVerb.Topic, room, text),
        2 or 3 => new(RequestVerb.Tell, $"c{_random.Next(Clients)}", text),
        _ => new(RequestVerb.Say, room, text),
    };

    private void Lose(ResumeClient client) => client.Lose(
        client.Rooms.ContainsKey("lobby") ? Draw("lobby", $"{client.Name}-{++_said}") : null,
        bytes => _random.Next(bytes + 1));

    private void Read()
    {
        _clients.ForEach(static client => client.Read());
        _audit.CheckDisk(_store.Disk);
    }

    private NativePeer Peer() => new(_server.Connect());

    private void Start() => _server = new SimServer(
        new ServerOptions { MessageBytes = MessageBytes },
        network: new(_seed + (1000 * ++_starts)), store: _store);

    private void Restart()
    {
        _audit.Restart();
        switch (_random.Next(3))
        {
            case 0:
                _store.IsFull = false;
                _server.Settle();
                _server.Stop();
                Read();
                break;
            case 1:
                _audit.Crash();
                _server.Crash();
                break;
            default:
                _audit.Crash();
                _server.Crash(powerCut: true);
                break;
        }

        foreach (ResumeClient client in _clients.Where(static c => c.IsConnected))
        {
            Lose(client);
        }

        _audit.CheckDisk(_store.Disk);
        Start();
    }

    /// <summary>Without faults, everybody has everything in the end.</summary>
    private void Rest()
    {
        Settle();

        // The number of a last private line shows whether others are missing before it.
        for (int i = 0; i < Clients; i++)
        {
            string next = $"c{(i + 1) % Clients}";
            _clients[i].Send(new SentRequest(RequestVerb.Tell, next, $"{next}-last"));
        }

        Settle();
        foreach (ResumeClient client in _clients)
        {
            client.CheckPrivate(_store.Disk);
            foreach ((string name, ResumeRoom room) in client.Rooms)
            {
                _audit.CheckRoom(_store.Disk, client.Name, name, room);
            }
        }
    }

    private void Settle()
    {
        for (int i = 0; i < 200 && !_clients.TrueForAll(static c => c.IsAtRest); i++)
        {
            foreach (ResumeClient client in _clients.Where(static c => !c.IsConnected))
            {
                client.Connect(Peer());
            }

            _store.IsFull = false;
            _server.Network.SimClock.Advance(1000);
            _server.Settle();
            Read();
        }

        _audit.CheckDisk(_store.Disk);
        foreach (ResumeClient client in _clients)
        {
            _audit.Require(client.IsAtRest, $"{client} does not come to rest");
        }
    }
}
