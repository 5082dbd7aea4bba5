using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Readiness;

namespace EventLoopServer;

/// <summary>
/// The one thread. A turn is a story in nine lines; nothing outside of it touches a connection, a
/// room or a buffer.
/// </summary>
internal sealed class EventLoop(
    IPoller poller,
    Mailbox mailbox,
    TimerQueue timers,
    TurnClock clock,
    Acceptor acceptor,
    Receiver receiver,
    ConnectionTable table,
    Flusher flusher,
    Reaper reaper,
    ServerStats stats)
{
    /// <summary>Timers fired in one turn at most.</summary>
    private const int TimersPerTurn = 256;

    public void RunOneTurn()
    {
        Wait();
        clock.Advance();
        mailbox.Drain();
        acceptor.Accept();
        Receive();
        timers.Fire(clock.NowMs, TimersPerTurn);
        reaper.Begin();
        Flush();
        Release();
    }

    /// <summary>
    /// The only place where the thread sleeps, and it does so only with nothing left to do.
    /// </summary>
    private void Wait()
    {
        bool hasWork = receiver.HasWork || acceptor.HasWork || reaper.HasWork;
        poller.Wait(hasWork ? 0 : timers.UntilNextMs(clock.NowMs));
    }

    private void Receive()
    {
        receiver.ServeReady();

        // By index: a wake-up that the mailbox delivered has been added at the end.
        for (int i = 0; i < poller.Readable.Length; i++)
        {
            receiver.Receive(poller.Readable[i]);
        }
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
    }

    private void Release()
    {
        reaper.GoOn();
        reaper.Release();
        poller.ParkSilent(clock.NowMs);
        stats.Turns++;
    }
}
