namespace EventLoopServer.Threading;

/// <summary>Asks the loop to stop: once, however often and from whichever thread.</summary>
internal sealed class StopRequest(Mailbox mailbox, Action begin) : MailboxNode
{
    private int _posted;

    public void PostOnce()
    {
        if (Interlocked.Exchange(ref _posted, 1) == 0)
        {
            mailbox.Post(this);
        }
    }

    public override void Deliver() => begin();
}
