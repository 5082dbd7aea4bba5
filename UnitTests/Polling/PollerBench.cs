using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Threading;

namespace UnitTests.Polling;

/// <summary>
/// A poller with real loopback connections, one per slot. Its turns resemble the loop's.
/// </summary>
internal sealed class PollerBench : IDisposable
{
    /// <summary>Limit of a wait, in ms, longer than any wait of a passing test.</summary>
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

    /// <summary>Polls, drains the mailbox, and returns the readable slots.</summary>
    public Ready[] Look(int timeoutMs)
    {
        Poller.Wait(timeoutMs);
        Mailbox.Drain();
        return Poller.Readable.ToArray();
    }

    /// <summary>
    /// Runs turns until a slot is readable; empty after <see cref="PatienceMs"/>.
    /// </summary>
    public Ready[] PollUntilReadable() => PollUntil(() => Poller.Readable.Length > 0);

    /// <summary>
    /// Runs turns that sleep, until a condition holds or <see cref="PatienceMs"/> have passed.
    /// </summary>
    public Ready[] PollUntil(Func<bool> isSo)
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
