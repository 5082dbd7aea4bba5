using EventLoopServer.Chat.Storage;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions.Rates;

/// <summary>
/// The clients whose next message waits until the store has space, in the order in which they began
/// to wait. The server does not read these clients meanwhile. So a slow disk delays only clients
/// that send to rooms, and the batch does not become full.
/// </summary>
/// <remarks>
/// While clients wait, further clients join the end of the queue, even when there is space again. A
/// released client that finds no space keeps its place. So each client gets its turn, and a client
/// sends at most its normal number of messages in one turn of the loop.
/// </remarks>
internal sealed class StoreWaitQueue(TimerQueue timers, TurnClock clock, Func<IChatStore> store)
    : LoopTimer
{
    /// <summary>
    /// The number of clients that are released in one turn. At 4 KiB for each message they use a
    /// quarter of the free half of the batch, and the turn stays short.
    /// </summary>
    internal const int PerTurn = 256;

    /// <summary>
    /// The time between two checks when no commit happens, in ms. The disk may have failed for so
    /// long that messages are refused, or are sent without being stored.
    /// </summary>
    internal const long CheckMs = 100;

    /// <summary>At this length of the queue, entries of closed connections are removed.</summary>
    private const int ManyWaiting = 1024;

    /// <summary>
    /// Clients that were released and had to wait again. They are released first.
    /// </summary>
    private readonly Queue<BudgetWaiter> _returned = new();

    private Queue<BudgetWaiter> _waiting = new();
    private int _removeAt = ManyWaiting;

    /// <summary>Number of waiting messages, including those of closed connections.</summary>
    public int Waiting => _returned.Count + _waiting.Count;

    /// <summary>True when a message may be sent to a room now.</summary>
    /// <param name="isReleased">True when it has waited and was released.</param>
    public bool MayPass(bool isReleased) => store().Pressure switch
    {
        StorePressure.None => isReleased || Waiting == 0,

        // The message does not have to wait: it is refused, or it is sent and not kept.
        StorePressure.Full or StorePressure.Failing => true,
        _ => false,
    };

    /// <summary>Adds a client.</summary>
    /// <param name="waiter">Its entry.</param>
    /// <param name="isReleased">
    /// True when the client was released, and found no space again.
    /// </param>
    public void Enqueue(BudgetWaiter waiter, bool isReleased)
    {
        if (Waiting == 0)
        {
            timers.Set(this, clock.NowMs + CheckMs);
        }

        if (isReleased)
        {
            _returned.Enqueue(waiter);
            return;
        }

        if (_waiting.Count >= _removeAt)
        {
            _waiting = new Queue<BudgetWaiter>(
                _waiting.Where(static waiter => waiter.Client is not null));
            _removeAt = Math.Max(ManyWaiting, 2 * _waiting.Count);
        }

        _waiting.Enqueue(waiter);
    }

    /// <summary>Called once a turn, after the batch was handed to the store's thread.</summary>
    public void Release()
    {
        if (Waiting > 0 && store().Pressure != StorePressure.High)
        {
            ReleaseSome();
        }
    }

    /// <summary>Only wakes the loop. The turn calls <see cref="Release"/>.</summary>
    public override void Fire()
    {
        if (Waiting > 0)
        {
            timers.Set(this, clock.NowMs + CheckMs);
        }
    }

    public override void Failed(Exception fault) => timers.Set(this, clock.NowMs + CheckMs);

    private void ReleaseSome()
    {
        int released = 0;
        while (released < PerTurn
            && (_returned.TryDequeue(out BudgetWaiter? waiter) || _waiting.TryDequeue(out waiter)))
        {
            if (waiter.Client is { } client)
            {
                client.Release();
                released++;
            }
        }
    }
}
