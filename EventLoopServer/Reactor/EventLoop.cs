using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using EventLoopServer.Transport.Tls;

namespace EventLoopServer.Reactor;

/// <summary>
/// The loop of the reactor, the one thread that serves all clients. One pass is called a turn, and
/// <see cref="RunOneTurn"/> has a line for each of its phases. No other thread uses a connection, a
/// room or a buffer.
/// </summary>
internal sealed class EventLoop(
    LoopServices services, LoopPhases phases, Mailbox mailbox, PhaseClock times, StatsWindow window)
{
    /// <summary>Timers that may fire in one turn.</summary>
    private const int TimersPerTurn = 256;

    private readonly IPoller _poller = services.Poller;
    private readonly TimerQueue _timers = services.Timers;
    private readonly TurnClock _clock = services.Clock;
    private readonly Acceptor _acceptor = phases.Acceptor;
    private readonly Receiver _receiver = phases.Receiver;
    private readonly HandshakeQueue _handshakes = phases.Handshakes;
    private readonly Flusher _flusher = phases.Flusher;
    private readonly ConnectionCloser _closer = phases.Closer;
    private readonly Action _persist = phases.Persist;

    public void RunOneTurn()
    {
        Wait();
        Deliver();
        Accept();
        Receive();
        Fire();
        Begin();
        Persist();
        Flush();
        Release();
    }

    /// <summary>
    /// Waits for input. The thread sleeps only here, and only when no phase has work left from the
    /// last turn. It sleeps until a socket is ready, an item is posted, or a timer is due.
    /// </summary>
    private void Wait()
    {
        bool hasWork = _receiver.HasWork
            || _handshakes.HasWork
            || _acceptor.HasWork
            || _closer.HasWork;
        _poller.Wait(hasWork ? 0 : _timers.UntilNextMs(_clock.NowMs));
        times.EndWait();
    }

    /// <summary>Reads the clock once for the whole turn, then runs the mailbox's items.</summary>
    private void Deliver()
    {
        _clock.Advance();
        mailbox.Drain();
        times.End(Phase.Mailbox);
    }

    private void Accept()
    {
        _acceptor.Accept();
        times.End(Phase.Accept);
    }

    private void Receive()
    {
        // First, connections with input that exceeded the budget of the last turn.
        _receiver.ServeReady();

        // Then, connections that are readable now. The last ones of the list were parked. The
        // mailbox has just delivered their wake-ups.
        for (int i = 0; i < _poller.Readable.Length; i++)
        {
            _receiver.Receive(_poller.Readable[i]);
        }

        _handshakes.Run();
        times.End(Phase.Receive);
    }

    private void Fire()
    {
        _timers.Fire(_clock.NowMs, TimersPerTurn);
        times.End(Phase.Timers);
    }

    /// <summary>
    /// Begins the closes that were requested in this turn. It runs before the flush, so that the
    /// flush sends the goodbye texts. <see cref="Release"/> continues the closes.
    /// </summary>
    private void Begin()
    {
        _closer.Begin();
        times.End(Phase.Begin);
    }

    /// <summary>
    /// Passes the turn's events to the store. It runs before the flush, so that the disk works
    /// during the sends. The statistics do not measure this phase, because reading the clock costs
    /// more than the call.
    /// </summary>
    private void Persist() => _persist();

    /// <summary>
    /// Sends the output of this turn. Then it sends pending output to sockets that are writable
    /// again.
    /// </summary>
    private void Flush()
    {
        _flusher.Flush();
        _flusher.DrainWritable();
        times.End(Phase.Flush);
    }

    /// <summary>
    /// Continues closes whose output was sent, frees the slots of ended connections, and parks
    /// connections that have been silent for long enough.
    /// </summary>
    private void Release()
    {
        _closer.Continue();
        _closer.Release();
        _poller.ParkSilent(_clock.NowMs);
        times.End(Phase.Release);
        times.EndTurn();
        window.Roll(_clock.NowMs);
    }
}
