using System.Diagnostics;

namespace EventLoopServer.Threading;

/// <summary>
/// Checks in debug builds that only one thread uses an object. The first thread that uses the
/// object owns it. The object has no locks, so a call from another thread is always a bug.
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

    /// <summary>
    /// Called when the reactor has ended. The next thread that uses the object owns it.
    /// </summary>
    public void Disown() => Interlocked.Exchange(ref _owner, 0);
}
