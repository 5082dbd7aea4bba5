using System.Collections.Concurrent;

namespace EventLoopServer.Threading;

/// <summary>A background thread. It starts with the first job.</summary>
internal sealed class BackgroundWorker(Mailbox mailbox, int capacity) : IBackgroundWorker
{
    private readonly BlockingCollection<BackgroundJob> _queue = new(capacity);
    private Thread? _thread;

    public int Queued => _queue.Count;

    public bool TryStart(BackgroundJob job)
    {
        if (!_queue.TryAdd(job))
        {
            return false;
        }

        if (_thread is null)
        {
            _thread = new Thread(Work) { IsBackground = true, Name = "background worker" };
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
