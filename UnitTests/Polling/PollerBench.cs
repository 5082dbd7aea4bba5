using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Threading;

namespace UnitTests.Polling;

/// <summary>
/// A poller with real loopback connections, one per slot, and turns like the loop's.
/// </summary>
internal sealed class PollerBench : IDisposable
{
    /// <summary>Longer than any wait that succeeds; a test that waits for it fails.</summary>
    public const int PatienceMs = 30_000;

    public PollerBench(ParkingRule rule, int connections)
    {
        Poller = new SelectPoller(rule, Mailbox, Stats);
        Pairs = new SocketPair[connections];
        for (int slot = 0; slot < connections; slot++)
        {
            Pairs[slot] = new SocketPair();
            Poller.Watch(slot, Pairs[slot], nowMs: slot);
        }
    }

    public Mailbox Mailbox { get; } = new();

    public ServerStats Stats { get; } = new();

    public SelectPoller Poller { get; }

    public SocketPair[] Pairs { get; }

    /// <summary>Who can be read, as the loop sees it: after the mailbox was drained.</summary>
    public Ready[] Look(int timeoutMs)
    {
        Poller.Wait(timeoutMs);
        Mailbox.Drain();
        return Poller.Readable.ToArray();
    }

    /// <summary>Takes turns until somebody can be read; nobody when patience ends.</summary>
    public Ready[] LookUntilReadable() => LookUntil(() => Poller.Readable.Length > 0);

    /// <summary>Takes turns, asleep between them, until something is so or patience ends.</summary>
    public Ready[] LookUntil(Func<bool> isSo)
    {
        long endMs = Environment.TickCount64 + PatienceMs;
        Ready[] seen = Look(0);
        while (!isSo() && Environment.TickCount64 < endMs)
        {
            seen = Look(PatienceMs);
        }

        return seen;
    }

    public void Dispose()
    {
        Poller.Dispose();
        Array.ForEach(Pairs, static p => p.Dispose());
    }
}
