using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using EventLoopServer.Transport.Tls;

namespace EventLoopServer.Reactor;

/// <summary>
/// The one thread. A turn is a story in eight lines, a line for each phase; nothing outside of it
/// touches a connection, a room or a buffer.
/// </summary>
internal sealed class EventLoop(
    IPoller poller,
    Mailbox mailbox,
    TimerQueue timers,
    TurnClock clock,
    PhaseClock phases,
    Acceptor acceptor,
    Receiver receiver,
    HandshakeQueue handshakes,
    ConnectionTable table,
    Flusher flusher,
    ConnectionCloser closer,
    StatsWindow window)
{
    /// <summary>Timers fired in one turn at most.</summary>
    private const int TimersPerTurn = 256;

    public void RunOneTurn()
    {
        Wait();
        Deliver();
        Accept();
        Receive();
        Fire();
        Begin();
        Flush();
        Release();
    }

    /// <summary>
    /// The only place where the thread sleeps, and it does so only with nothing left to do.
    /// </summary>
    private void Wait()
    {
        bool hasWork = receiver.HasWork
            || handshakes.HasWork
            || acceptor.HasWork
            || closer.HasWork;
        poller.Wait(hasWork ? 0 : timers.UntilNextMs(clock.NowMs));
        phases.EndWait();
    }

    /// <summary>One time for all that happens in the turn, then what other threads say.</summary>
    private void Deliver()
    {
        clock.Advance();
        mailbox.Drain();
        phases.End(Phase.Mailbox);
    }

    private void Accept()
    {
        acceptor.Accept();
        phases.End(Phase.Accept);
    }

    private void Receive()
    {
        receiver.ServeReady();

        // By index: a wake-up that the mailbox delivered has been added at the end.
        for (int i = 0; i < poller.Readable.Length; i++)
        {
            receiver.Receive(poller.Readable[i]);
        }

        handshakes.Run(receiver);
        phases.End(Phase.Receive);
    }

    private void Fire()
    {
        timers.Fire(clock.NowMs, TimersPerTurn);
        phases.End(Phase.Timers);
    }

    /// <summary>Those whose close was asked for say goodbye.</summary>
    private void Begin()
    {
        closer.Begin();
        phases.End(Phase.Begin);
    }

    private void Flush()
    {
        flusher.Flush();
        foreach (int slot in poller.Writable)
        {
            if (table[slot] is { } connection)
            {
                flusher.Drain(connection);
            }
        }

        phases.End(Phase.Flush);
    }

    private void Release()
    {
        closer.Continue();
        closer.Release();
        poller.ParkSilent(clock.NowMs);
        phases.End(Phase.Release);
        phases.EndTurn();
        window.Roll(clock.NowMs);
    }
}
