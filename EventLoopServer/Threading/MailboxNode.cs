namespace EventLoopServer.Threading;

/// <summary>
/// An item that another thread posts to the reactor. It is allocated beforehand and belongs to the
/// code that posts it, so that posting can neither fail nor allocate. It may be posted again after
/// its delivery.
/// </summary>
internal abstract class MailboxNode
{
    internal MailboxNode? Next { get; set; }

    /// <summary>Runs on the reactor thread.</summary>
    public abstract void Deliver();
}
