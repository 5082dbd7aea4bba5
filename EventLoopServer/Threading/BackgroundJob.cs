namespace EventLoopServer.Threading;

/// <summary>
/// Work for <see cref="IBackgroundWorker"/>: <see cref="Run"/> is called on its thread, then
/// <see cref="MailboxNode.Deliver"/> on the reactor's, where <see cref="Fault"/> is the result.
/// </summary>
internal abstract class BackgroundJob : MailboxNode
{
    /// <summary>The exception that <see cref="Run"/> threw, or null.</summary>
    protected Exception? Fault { get; private set; }

    /// <summary>Does the work. It must not use anything that belongs to the reactor.</summary>
    protected abstract void Run();

    internal void RunAndKeepFault()
    {
        Fault = null; // A job may be used again.
        try
        {
            Run();
        }
        catch (Exception fault)
        {
            Fault = fault;
        }
    }
}
