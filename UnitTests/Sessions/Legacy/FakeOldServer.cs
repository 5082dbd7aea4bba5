using System.Net;
using System.Text;
using EventLoopServer;
using EventLoopServer.Chat;
using EventLoopServer.Configuration;
using Protocol.Dialects.Catalog;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Simulation.Storage;
using UnitTests.Web;

namespace UnitTests.Sessions.Legacy;

/// <summary>
/// A simulated server with a listener for every set of dialects. Time advances from one due timer
/// to the next, as for a server that sleeps in between. At the end, no connection, timer or slice
/// may remain.
/// </summary>
internal sealed class FakeOldServer : IDisposable
{
    private readonly SimServer _server;
    private readonly List<LegacyPeer> _clients = [];
    private bool _isDisposed;

    public FakeOldServer(
        ServerOptions? options = null,
        bool isPaced = false,
        IEnumerable<Command>? commands = null,
        SimStore? store = null)
    {
        ServerOptions all = (options ?? new ServerOptions()) with
        {
            Listening = ListenOptions.At(
            [
                .. DialectCatalog.Sets.Select(static (set, i) =>
                    new ListenAddress(new IPEndPoint(IPAddress.Loopback, 1 + i), set)),
            ]),
        };
        _server = new SimServer(all, commands, isPaced: isPaced, store: store);
    }

    public ChatServer Server => _server.Server;

    public long NowMs => _server.Network.SimClock.NowMs;

    public SimNetwork Network => _server.Network;

    /// <summary>Connects a client.</summary>
    /// <param name="dialect">The name of a set of dialects.</param>
    /// <param name="unasked">The text that it sends at once.</param>
    public LegacyPeer Connect(string dialect, string unasked = "")
    {
        LegacyPeer client = Arrive(dialect);
        if (unasked.Length > 0)
        {
            client.Wire.Write(Encoding.UTF8.GetBytes(unasked));
        }

        Settle();
        return client;
    }

    /// <summary>Connects a client that the server has not accepted yet.</summary>
    public LegacyPeer Arrive(string dialect)
    {
        int listener = DialectCatalog.Sets.ToList().FindIndex(set => set.Name == dialect);
        LegacyPeer client = new LegacyPeer(_server.Connect(listener), dialect, this);
        _clients.Add(client);
        return client;
    }

    /// <summary>
    /// Connects a client and waits until every client has received its join event.
    /// </summary>
    public LegacyPeer Enter(string dialect, string name)
    {
        LegacyPeer client = Connect(dialect);
        client.Write(dialect == "chat" ? $"{name}\n" : name);
        if (dialect == "username")
        {
            client.Write(name);
        }

        Pass(300);
        _clients.ForEach(static c => c.Take());
        return client;
    }

    /// <summary>Connects a native peer that is in the lobby.</summary>
    public NativePeer EnterNative(string name)
    {
        var peer = new NativePeer(_server.Connect());
        peer.Hello();
        peer.Request(global::Protocol.Messages.RequestVerb.Name, 1, name);
        Pass(300);
        peer.Take();
        _clients.ForEach(static c => c.Take());
        return peer;
    }

    /// <summary>Connects to the listener for native clients, text and browsers.</summary>
    public SimTransport ConnectShared() => _server.Connect();

    /// <summary>Connects a browser.</summary>
    public WebPeer ConnectWeb() => new(_server);

    /// <summary>Runs turns until the server would sleep.</summary>
    public void Settle()
    {
        _server.Settle();
        Look();
    }

    /// <summary>Runs a number of turns, even if the server is not idle afterwards.</summary>
    public void RunTurns(int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            _server.RunOneTurn();
        }

        Look();
    }

    /// <summary>Advances the clock from one due timer to the next.</summary>
    public void Pass(long ms)
    {
        _server.Pass(0);
        Look();
        while (ms > 0)
        {
            int due = _server.Network.Poller.LastTimeoutMs;
            long step = due > 0 ? Math.Min(due, ms) : ms;
            _server.Pass(step);
            Look();
            ms -= step;
        }
    }

    /// <summary>Stops the server.</summary>
    public void Stop()
    {
        Server.Stop();
        Settle();
    }

    /// <summary>Stops the server and checks that no connection, timer or slice remains.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        Stop();
        Pass(60_000);
        int connections = Server.Connections;
        int timeoutMs = _server.Network.Poller.LastTimeoutMs;
        _server.Dispose();
        if (!TestContext.CurrentContext.Result.Assertions.Any())
        {
            Assert.That(connections, Is.Zero, "a connection was never released");
            Assert.That(timeoutMs, Is.EqualTo(-1), "a timer outlived its connection");
            Assert.That(Server.Slab.Rented, Is.Zero, "a slice was never returned");
        }
    }

    private void Look() => _clients.ForEach(static c => c.Look());
}
