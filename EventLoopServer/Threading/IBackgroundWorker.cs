namespace EventLoopServer.Threading;

/// <summary>
/// Where work goes that may block (a disk, a slow computation): a bounded queue with one thread
/// behind it. Jobs run one after the other in the order in which they were started, and come back
/// through the mailbox in that order.
/// </summary>
internal interface IBackgroundWorker : IDisposable
{
    /// <summary>Hands a job over. Called by the reactor.</summary>
    /// <returns>False when the queue is full: refuse what it was for.</returns>
    bool TryStart(BackgroundJob job);
}
