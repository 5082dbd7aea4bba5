using EventLoopServer.Threading;

namespace UnitTests.Simulation.Network;

/// <summary>
/// A background worker without a thread: after each turn it may run the oldest job. How many turns
/// a job takes is drawn from the seed, so the same seed delivers at the same turn.
/// </summary>
internal sealed class SimWorker(Mailbox mailbox, int capacity, int seed) : IBackgroundWorker
{
    /// <summary>The longest that a job takes once it is the oldest.</summary>
    public const int MaxTurns = 8;

    private readonly Queue<BackgroundJob> _queue = [];
    private readonly Random _random = new(seed);
    private int _turnsLeft;

    /// <summary>Nothing is waiting or running.</summary>
    public bool IsIdle => _queue.Count == 0;

    /// <summary>Jobs that have run.</summary>
    public int Runs { get; private set; }

    public bool TryStart(BackgroundJob job)
    {
        if (_queue.Count == capacity)
        {
            return false;
        }

        _queue.Enqueue(job);
        if (_queue.Count == 1)
        {
            Draw();
        }

        return true;
    }

    /// <summary>A turn has passed.</summary>
    public void Step()
    {
        if (!IsIdle && --_turnsLeft <= 0)
        {
            RunOldest();
            Draw();
        }
    }

    /// <summary>Runs all jobs that were handed over, as the thread does before it ends.</summary>
    public void Dispose()
    {
        while (!IsIdle)
        {
            RunOldest();
        }
    }

    private void RunOldest()
    {
        BackgroundJob job = _queue.Dequeue();
        job.RunAndKeepFault();
        Runs++;
        mailbox.Post(job);
    }

    private void Draw() => _turnsLeft = _random.Next(1, MaxTurns + 1);
}
