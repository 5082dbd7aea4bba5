using EventLoopServer.Timing;

namespace EventLoopServer.Feeds;

/// <summary>
/// Delays presence events, so that a storm of arrivals does not cost a send to every member for
/// each of them. The first one is sent at once. Any other event of the feed sends the waiting ones
/// first, in order, and so does an answer to one member.
/// </summary>
/// <param name="output">The output of the turn.</param>
/// <param name="timers">The queue for its timer.</param>
/// <param name="clock">The time of the turn.</param>
/// <param name="noticesMs">
/// The least time between two sends with only presence events, in ms.
/// </param>
internal sealed class PresenceDelay(
    TurnOutput output, TimerQueue timers, TurnClock clock, long noticesMs) : LoopTimer
{
    /// <summary>From this number of bytes on, presence events do not wait longer.</summary>
    private const int HeldBytes = 64 * 1024;

    /// <summary>A feed waits: it is not sent with this flush.</summary>
    public bool Holds { get; private set; }

    /// <summary>Decides for every feed whether it is sent with this flush.</summary>
    public void Decide()
    {
        Holds = false;
        for (int f = 0; f < output.Active.Count; f++)
        {
            TurnFeed feed = output.Active[f];
            long dueMs = feed.SentMs + noticesMs;
            feed.IsHeld = !feed.IsUrgent
                && clock.NowMs < dueMs
                && feed.Buffer!.Length < HeldBytes
                && output.MayHold;
            if (!feed.IsHeld)
            {
                feed.SentMs = clock.NowMs;
            }
            else if (!Holds)
            {
                // Later ones are checked when this one is due.
                Holds = true;
                timers.Set(this, dueMs);
            }
        }
    }

    /// <summary>Only ends a sleep: the flush of the turn finds the feeds that are due.</summary>
    public override void Fire()
    {
    }

    public override void Failed(Exception fault)
    {
    }
}
