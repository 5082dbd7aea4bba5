using System.Runtime.ExceptionServices;

namespace EventLoopServer.Threading;

/// <summary>
/// The only way for other threads to pass items to the reactor. It is a lock-free stack. The
/// reactor takes the whole stack and reverses it. However many items are posted, a sleeping reactor
/// is woken once.
/// </summary>
internal sealed class Mailbox
{
    private MailboxNode? _top;
    private int _sleeping;

    /// <summary>
    /// Ends the reactor's sleep. The poller sets it once. Any thread may call it.
    /// </summary>
    public Action Wake { get; set; } = static () => { };

    /// <summary>
    /// Reports the exception of an item that threw in its delivery. The server sets it once. Before
    /// that, the exception leaves <see cref="Drain"/>.
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
    /// Posts a node without waking the reactor. The reactor delivers it in its next turn, whatever
    /// causes that turn. Call <see cref="WakeIfWaiting"/> after the longest time that the node may
    /// wait.
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
    /// Announces that the reactor is going to sleep. An item that is posted later wakes the
    /// reactor. The check below finds an item that was posted before, because the exchange is a
    /// full memory fence in both threads.
    /// </summary>
    /// <returns>False when an item is waiting. The reactor must then not sleep.</returns>
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
