using System.Runtime.InteropServices;
using EventLoopServer.Polling;

namespace LoadTests.Micro;

/// <summary>A poller that never sleeps: transports add themselves when they have input.</summary>
internal sealed class MicroPoller : IPoller
{
    private readonly List<MicroTransport> _written = [];
    private readonly List<Ready> _readable = [];

    public int HotCount { get; private set; }

    public int ParkedCount => 0;

    public bool HasArrivals => true;

    public ReadOnlySpan<Ready> Readable => CollectionsMarshal.AsSpan(_readable);

    public ReadOnlySpan<int> Writable => default;

    /// <summary>Makes the next wait list the transport as readable.</summary>
    public void Add(MicroTransport wire) => _written.Add(wire);

    public void WatchListener(IPollable listener)
    {
    }

    public void UnwatchListener(IPollable listener)
    {
    }

    public void Watch(int slot, IPollable pollable, long nowMs)
    {
        ((MicroTransport)pollable).Slot = slot;
        HotCount++;
    }

    public void Unwatch(int slot) => HotCount--;

    public bool IsIdle(int slot) => true;

    public PollState StateOf(int slot) => PollState.Hot;

    public void WantRead(int slot, bool want, long nowMs)
    {
    }

    public void WantWrite(int slot, bool want)
    {
    }

    public void Touch(int slot, long nowMs)
    {
    }

    public void Wait(int timeoutMs)
    {
        _readable.Clear();
        foreach (MicroTransport wire in _written)
        {
            _readable.Add(new Ready(wire.Slot, ReadyKind.Listed));
        }

        _written.Clear();
    }

    public void ParkSilent(long nowMs)
    {
    }

    public void Dispose()
    {
    }
}
