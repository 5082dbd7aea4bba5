using EventLoopServer;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Commands;
using EventLoopServer.Configuration;
using EventLoopServer.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using UnitTests.Simulation.Files;
using UnitTests.Simulation.Network;
using UnitTests.Simulation.Storage;
using UnitTests.Support;

namespace UnitTests.Simulation;

/// <summary>A whole server on a simulated network, run turn by turn on the test's thread.</summary>
internal sealed class SimServer : IDisposable
{
    /// <summary>More turns than any test needs: a loop that exceeds it is a fault.</summary>
    private const int MaxTurns = 10_000;

    private readonly SimSequencer? _sequencer;
    private int _peers;
    private bool _hadMail;

    public SimServer(
        ServerOptions? options = null,
        IEnumerable<Command>? commands = null,
        SimNetwork? network = null,
        ILogger? log = null,
        bool holdsNotices = false,
        bool isPaced = false,
        SimSequencer? sequencer = null,
        SimStore? store = null,
        SimFolder? files = null)
    {
        // The reactor has none. NUnit's would move the steps of a TLS handshake to other threads.
        SynchronizationContext.SetSynchronizationContext(null);
        Network = network ?? new SimNetwork();
        _sequencer = sequencer;
        Store = store;
        ServerOptions all = options ?? new ServerOptions();
        if (!isPaced)
        {
            // Time stands still here unless a test advances it, so rate limits would stop most
            // clients.
            all = all with { ClientLimits = all.ClientLimits.WithoutRates() };
        }

        Server = new ChatServer(
            holdsNotices ? all : all with { PresenceDelayMs = 0 },
            Network,
            log ?? NullLogger.Instance,
            new CommandTable([.. CommandHandlers.All, .. commands ?? []]),
            sequencer,
            store is null ? null : store.Open,
            files is null ? null : () => files);
        Server.Listen();
    }

    public SimNetwork Network { get; }

    public ChatServer Server { get; }

    /// <summary>The store; null when the server keeps nothing.</summary>
    public SimStore? Store { get; }

    /// <summary>The server would sleep, and no work is pending.</summary>
    public bool IsIdle => Network.Poller.WasIdle
        && !_hadMail
        && Server.Mailbox.IsEmpty
        && Network.AreWorkersIdle
        && (_sequencer?.IsIdle ?? true)
        && (Store?.IsIdle ?? true);

    /// <summary>Connects a peer, before the server runs.</summary>
    public SimTransport Connect(int listener = 0) =>
        Network.Listeners[listener].Connect($"peer {_peers++}");

    /// <summary>The session of a connected peer.</summary>
    public Session SessionOf(NativePeer peer) => Enumerable
        .Range(0, Server.Table.SlotsUsed)
        .Select(slot => Server.Table[slot]?.Consumer)
        .OfType<Session>()
        .Single(session => session.Connection.Transport == peer.Wire);

    /// <summary>Runs turns until the server would sleep.</summary>
    public void Settle()
    {
        for (int turn = 0; turn < MaxTurns; turn++)
        {
            RunOneTurn();
            if (IsIdle)
            {
                return;
            }
        }

        Assert.Fail(
            $"The server did not come to rest in {MaxTurns} turns: look for work that never ends.");
    }

    public void RunOneTurn()
    {
        // An item of the mailbox may give a connection work for the next turn.
        _hadMail = !Server.Mailbox.IsEmpty;
        Server.RunOneTurn();
        Network.RunAfterTurn();
        _sequencer?.Step(Server.Mailbox);
        Store?.Step();
    }

    /// <summary>Advances the clock, then runs the server until it is idle.</summary>
    public void Pass(long ms)
    {
        Network.SimClock.Advance(ms);

        // The first turn sees the new time, the next one runs the timers.
        Settle();
        Settle();
    }

    /// <summary>Ends the server cleanly. Its store can be opened again.</summary>
    public void Stop()
    {
        Server.Stop();
        Settle();
        Server.CloseStore();
        Server.Dispose();
    }

    /// <summary>Ends the server at once, as kill -9 or a power cut does.</summary>
    public void Crash(bool powerCut = false)
    {
        Store!.Crash(powerCut);
        Server.Dispose();
    }

    public void Dispose() => Server.Dispose();
}
