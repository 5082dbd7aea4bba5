using System.Diagnostics;

namespace EventLoopServer.Threading;

/// <summary>
/// Holds something to one thread, in debug builds: whoever uses it first owns it. What it guards
/// has no locks, so a call from another thread is a fault wherever it comes from.
/// </summary>
internal sealed class ThreadGuard
{
    private int _owner;

    [Conditional("DEBUG")]
    public void Check()
    {
        int current = Environment.CurrentManagedThreadId;
        int owner = Interlocked.CompareExchange(ref _owner, current, 0);
        if (owner != 0 && owner != current)
        {
            throw new InvalidOperationException(
                $"Thread {current} touched what belongs to the reactor (thread {owner}): "
                + "post to the mailbox instead.");
        }
    }

    /// <summary>The reactor has ended: the next to use it owns it.</summary>
    public void Disown() => Interlocked.Exchange(ref _owner, 0);
}
