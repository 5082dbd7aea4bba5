namespace EventLoopServer.Threading;

/// <summary>
/// Work for <see cref="IBackgroundWorker"/>. The worker's thread calls <see cref="Run"/>. Then the
/// reactor thread calls <see cref="MailboxNode.Deliver"/>, which checks <see cref="Fault"/>.
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
