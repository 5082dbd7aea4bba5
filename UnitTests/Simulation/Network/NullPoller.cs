using EventLoopServer.Polling;

namespace UnitTests.Simulation.Network;

/// <summary>A poller for tests that send by hand: it records which slots wait to write.</summary>
internal sealed class NullPoller : IPoller
{
    public HashSet<int> Writers { get; } = [];

    public int HotCount => 0;

    public int ParkedCount => 0;

    public bool HasArrivals => false;

    public ReadOnlySpan<Ready> Readable => default;

    public ReadOnlySpan<int> Writable => default;

    public void WatchListener(IPollable listener)
    {
    }

    public void UnwatchListener(IPollable listener)
    {
    }

    public void Watch(int slot, IPollable pollable, long nowMs)
    {
    }

    public void Unwatch(int slot)
    {
    }

    public bool IsIdle(int slot) => true;

    public PollState StateOf(int slot) => PollState.Hot;

    public void WantRead(int slot, bool want, long nowMs)
    {
    }

    public void WantWrite(int slot, bool want)
    {
        if (want)
        {
            Writers.Add(slot);
        }
        else
        {
            Writers.Remove(slot);
        }
    }

    public void Touch(int slot, long nowMs)
    {
    }

    public void Wait(int timeoutMs)
    {
    }

    public void ParkSilent(long nowMs)
    {
    }

    public void Dispose()
    {
    }
}
