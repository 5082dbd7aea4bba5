using EventLoopServer.Connections;
using EventLoopServer.Threading;

namespace EventLoopServer.Hosting;

/// <summary>
/// Takes one ignored signal from the thread that handles it to the loop, whose log limits lines. A
/// flood of signals is one item of the mailbox, and each of them is counted.
/// </summary>
internal sealed class IgnoredSignal(string name, Mailbox mailbox, ClientLog log) : MailboxNode
{
    private int _count;

    /// <summary>The signal has arrived. Any thread may call this.</summary>
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
