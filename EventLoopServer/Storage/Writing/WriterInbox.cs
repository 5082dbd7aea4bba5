using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Batches;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// The work for the writer's thread. The reactor passes a batch without a lock, because the writer
/// may be preempted while it holds the lock. The reactor only wakes a writer that sleeps.
/// </summary>
internal sealed class WriterInbox
{
    private readonly object _lock = new();
    private readonly Queue<MaintenanceQuery> _erasures = new();
    private Batch? _handed;
    private Batch? _last;
    private bool _isClosing;
    private volatile bool _isAbandoned;
    private volatile bool _isSleeping;

    /// <summary>True when the writer has to end without another commit.</summary>
    public bool IsAbandoned => _isAbandoned;

    /// <summary>Called by the reactor. The previous batch must have been reported.</summary>
    public void Hand(Batch batch)
    {
        // A full fence. Either the writer finds the batch before it sleeps, or the reactor sees
        // here that the writer sleeps.
        Interlocked.Exchange(ref _handed, batch);
        if (_isSleeping)
        {
            Wake();
        }
    }

    public void Erase(MaintenanceQuery query)
    {
        lock (_lock)
        {
            _erasures.Enqueue(query);
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Requests the end, after the passed batches and this last one.</summary>
    public void Close(Batch? last)
    {
        lock (_lock)
        {
            _last = last;
            _isClosing = true;
            Monitor.Pulse(_lock);
        }
    }

    public void Abandon()
    {
        _isAbandoned = true;
        Wake();
    }

    /// <summary>Called by the writer. Takes the next batch and the next erasure.</summary>
    public (Batch? Batch, MaintenanceQuery? Erasure, bool IsClosing) Take()
    {
        lock (_lock)
        {
            Batch? batch = Interlocked.Exchange(ref _handed, null);
            if (batch is null)
            {
                (batch, _last) = (_last, null);
            }

            _erasures.TryDequeue(out MaintenanceQuery? erasure);
            return (batch, erasure, _isClosing);
        }
    }

    /// <summary>Called by the writer. Sleeps until there is work.</summary>
    public void Wait(int ms)
    {
        lock (_lock)
        {
            _isSleeping = true;
            Interlocked.MemoryBarrier();
            if (_handed is null && _erasures.Count == 0 && !_isClosing && !_isAbandoned)
            {
                Monitor.Wait(_lock, ms);
            }

            _isSleeping = false;
        }
    }

    /// <summary>
    /// Called by the writer between two attempts. The reactor cannot pass a second batch meanwhile,
    /// so only the end of the store shortens this wait.
    /// </summary>
    public void WaitToRetry(TimeSpan time)
    {
        lock (_lock)
        {
            if (!_isAbandoned)
            {
                Monitor.Wait(_lock, time);
            }
        }
    }

    private void Wake()
    {
        lock (_lock)
        {
            Monitor.Pulse(_lock);
        }
    }
}
