namespace EventLoopServer.Threading;

/// <summary>
/// Something another thread has to tell the reactor. It is made beforehand and belongs to whoever
/// posts it, so that posting can neither fail nor allocate; it may be posted again once delivered.
/// </summary>
internal abstract class MailboxNode
{
    internal MailboxNode? Next { get; set; }

    /// <summary>Runs on the reactor thread.</summary>
    public abstract void Deliver();
}
