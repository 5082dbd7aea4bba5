namespace EventLoopServer.Threading;

/// <summary>
/// Runs work that may block, such as disk access or a slow computation. It has a bounded queue and
/// one thread. Jobs run one after the other, in the order in which they were started. The mailbox
/// delivers them in the same order.
/// </summary>
internal interface IBackgroundWorker : IDisposable
{
    /// <summary>Jobs that wait for the thread.</summary>
    int Queued { get; }

    /// <summary>Queues a job. Called by the reactor.</summary>
    /// <returns>
    /// False when the queue is full. The caller refuses the request that needs the job.
    /// </returns>
    bool TryStart(BackgroundJob job);
}
