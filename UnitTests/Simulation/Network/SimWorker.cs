using EventLoopServer.Threading;

namespace UnitTests.Simulation.Network;

/// <summary>
/// A background worker without a thread: after each turn it may run the oldest job. The number of
/// turns for a job is drawn from the seed, so the same seed delivers in the same turn.
/// </summary>
internal sealed class SimWorker(Mailbox mailbox, int capacity, int seed) : IBackgroundWorker
{
    /// <summary>The maximum number of turns for the oldest job.</summary>
    public const int MaxTurns = 8;

    private readonly Queue<BackgroundJob> _queue = [];
    private readonly Random _random = new(seed);
    private int _turnsLeft;

    /// <summary>No job is waiting or running.</summary>
    public bool IsIdle => IsHeld || _queue.Count == 0;

    /// <summary>No job runs until it is released.</summary>
    public bool IsHeld { get; set; }

    /// <summary>The number of jobs that have run.</summary>
    public int Runs { get; private set; }

    public int Queued => _queue.Count;

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

    /// <summary>Runs after each turn.</summary>
    public void Step()
    {
        if (!IsIdle && --_turnsLeft <= 0)
        {
            RunOldest();
            Draw();
        }
    }

    /// <summary>Runs all queued jobs, as the thread does before it ends.</summary>
    public void Dispose()
    {
        while (_queue.Count > 0)
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
