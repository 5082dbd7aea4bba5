using EventLoopServer.Connections;
using EventLoopServer.Threading;

namespace EventLoopServer.Hosting;

/// <summary>
/// Passes an ignored signal from the signal thread to the loop. The loop logs it and limits the
/// number of log lines. Many signals at once are one mailbox item, and each signal is counted.
/// </summary>
internal sealed class IgnoredSignal(string name, Mailbox mailbox, ClientLog log) : MailboxNode
{
    private int _count;

    /// <summary>Counts a signal. Any thread may call this.</summary>
    public void Post()
    {
        if (Interlocked.Increment(ref _count) == 1)
        {
            mailbox.Post(this);
        }
    }

    public override void Deliver()
    {
        for (int left = Interlocked.Exchange(ref _count, 0); left > 0; left--)
        {
            log.SignalIgnored(name);
        }
    }
}
