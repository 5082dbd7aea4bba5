using EventLoopServer;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Commands;
using EventLoopServer.Configuration;
using EventLoopServer.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using UnitTests.Simulation.Network;
using UnitTests.Support;

namespace UnitTests.Simulation;

/// <summary>
/// A whole server on a simulated network, run turn by turn by the test's own thread.
/// </summary>
internal sealed class SimServer : IDisposable
{
    /// <summary>More turns than anything here needs: a loop that spins is a fault.</summary>
    private const int MaxTurns = 10_000;

    private readonly SimSequencer? _sequencer;
    private int _peers;

    public SimServer(
        ServerOptions? options = null,
        IEnumerable<Command>? commands = null,
        SimNetwork? network = null,
        ILogger? log = null,
        bool holdsNotices = false,
        bool isPaced = false,
        SimSequencer? sequencer = null)
    {
        // A reactor has none. NUnit's would take the steps of a TLS handshake to other threads.
        SynchronizationContext.SetSynchronizationContext(null);
        Network = network ?? new SimNetwork();
        _sequencer = sequencer;
        ServerOptions all = options ?? new ServerOptions();
        if (!isPaced)
        {
            // Time stands still here unless a test says otherwise: nobody could say much.
            all = all with { ClientLimits = all.ClientLimits.WithoutRates() };
        }

        Server = new ChatServer(
            holdsNotices ? all : all with { PresenceDelayMs = 0 },
            Network,
            log ?? NullLogger.Instance,
            new CommandTable([.. CommandRuns.All, .. commands ?? []]),
            sequencer);
        Server.Listen();
    }

    public SimNetwork Network { get; }

    public ChatServer Server { get; }

    /// <summary>The server would sleep, and nothing is on its way to it.</summary>
    public bool IsIdle => Network.Poller.WasIdle
        && Server.Mailbox.IsEmpty
        && Network.Worker.IsIdle
        && (_sequencer?.IsIdle ?? true);

    /// <summary>A peer arrives; nothing has happened yet.</summary>
    public SimTransport Connect(int listener = 0) =>
        Network.Listeners[listener].Connect($"peer {_peers++}");

    /// <summary>The session of a peer that is connected.</summary>
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
        Server.RunOneTurn();
        Network.RunAfterTurn();
        _sequencer?.Step(Server.Mailbox);
    }

    /// <summary>Lets time pass, then lets the server come to rest.</summary>
    public void Pass(long ms)
    {
        Network.SimClock.Advance(ms);

        // One turn sees the new time, the next what became due.
        Settle();
        Settle();
    }

    public void Dispose() => Server.Dispose();
}
