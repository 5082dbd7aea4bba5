namespace EventLoopServer.Threading;

/// <summary>
/// Runs work that may block (a disk, a slow computation): a bounded queue with one thread. Jobs run
/// one after the other in the order in which they were started, and are delivered through the
/// mailbox in that order.
/// </summary>
internal interface IBackgroundWorker : IDisposable
{
    /// <summary>Jobs that wait for the thread.</summary>
    int Queued { get; }

    /// <summary>Queues a job. Called by the reactor.</summary>
    /// <returns>False when the queue is full: refuse the request that needs the job.</returns>
    bool TryStart(BackgroundJob job);
}
