using System.Runtime.ExceptionServices;

namespace EventLoopServer.Threading;

/// <summary>
/// The only way from other threads to the reactor: a lock-free stack that the reactor takes as a
/// whole and reverses. A sleeping reactor is woken once, however many items are posted.
/// </summary>
internal sealed class Mailbox
{
    private MailboxNode? _top;
    private int _sleeping;

    /// <summary>Ends the reactor's sleep; set once by the poller, called from any thread.</summary>
    public Action Wake { get; set; } = static () => { };

    /// <summary>
    /// Reports an item that threw while it was delivered; set once by the server. Until then the
    /// exception leaves <see cref="Drain"/>.
    /// </summary>
    public Action<Exception> Failed { get; set; } = ExceptionDispatchInfo.Throw;

    public bool IsEmpty => Volatile.Read(ref _top) is null;

    /// <summary>Posts a node from any thread.</summary>
    public void Post(MailboxNode node)
    {
        PostQuietly(node);
        WakeIfAsleep();
    }

    /// <summary>
    /// Posts a node that can wait for the reactor's next turn, whatever causes it. Call
    /// <see cref="WakeIfWaiting"/> after the longest time that it may wait.
    /// </summary>
    public void PostQuietly(MailboxNode node)
    {
        MailboxNode? top;
        do
        {
            top = Volatile.Read(ref _top);
            node.Next = top;
        }
        while (Interlocked.CompareExchange(ref _top, node, top) != top);
    }

    /// <summary>Wakes a sleeping reactor if an item is waiting. Called from any thread.</summary>
    public void WakeIfWaiting()
    {
        if (!IsEmpty)
        {
            WakeIfAsleep();
        }
    }

    /// <summary>
    /// Announces that the reactor is going to sleep. An item that is posted later wakes it. An item
    /// that was posted before is found by the check that follows, because the exchange is a full
    /// fence on both sides.
    /// </summary>
    /// <returns>False when an item is waiting: do not sleep.</returns>
    public bool TryPrepareToSleep()
    {
        Interlocked.Exchange(ref _sleeping, 1);
        if (IsEmpty)
        {
            return true;
        }

        Volatile.Write(ref _sleeping, 0);
        return false;
    }

    public void Woken() => Volatile.Write(ref _sleeping, 0);

    /// <summary>
    /// Delivers all items, the oldest first. An exception ends only the item that threw it.
    /// </summary>
    public void Drain()
    {
        if (IsEmpty)
        {
            return;
        }

        MailboxNode? node = Interlocked.Exchange(ref _top, null);
        MailboxNode? oldest = null;
        while (node is not null)
        {
            (node.Next, oldest, node) = (oldest, node, node.Next);
        }

        while (oldest is not null)
        {
            MailboxNode current = oldest;
            oldest = current.Next;
            current.Next = null;
            try
            {
                current.Deliver();
            }
            catch (Exception fault)
            {
                Failed(fault);
            }
        }
    }

    private void WakeIfAsleep()
    {
        if (Interlocked.Exchange(ref _sleeping, 0) == 1)
        {
            Wake();
        }
    }
}
