using System.Collections.Concurrent;

namespace EventLoopServer.Threading;

/// <summary>
/// The door for work that may block (a disk, a slow computation): a bounded queue with one
/// background thread behind it, started when it is first needed. What comes back goes through the
/// mailbox.
/// </summary>
internal sealed class BackgroundWorker(Mailbox mailbox, int capacity) : IDisposable
{
    private readonly BlockingCollection<BackgroundJob> _queue = new(capacity);
    private Thread? _thread;

    /// <summary>Hands a job over. Called by the reactor.</summary>
    /// <returns>False when the queue is full: refuse what it was for.</returns>
    public bool TryStart(BackgroundJob job)
    {
        if (!_queue.TryAdd(job))
        {
            return false;
        }

        if (_thread is null)
        {
            _thread = new Thread(Work) { IsBackground = true, Name = "outside work" };
            _thread.Start();
        }

        return true;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        bool ended = _thread is null || _thread.Join(TimeSpan.FromSeconds(5));
        if (ended)
        {
            _queue.Dispose();
        }
    }

    private void Work()
    {
        foreach (BackgroundJob job in _queue.GetConsumingEnumerable())
        {
            job.RunAndKeepFault();
            mailbox.Post(job);
        }
    }
}
