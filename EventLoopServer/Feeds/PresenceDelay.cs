using EventLoopServer.Timing;

namespace EventLoopServer.Feeds;

/// <summary>
/// Delays presence events (joins, leaves and renames). Without the delay, each arrival in a storm
/// of arrivals would cost a send to every member. The first presence event is sent at once. The
/// next ones wait until they are due, or until the feed has another event. That event is sent after
/// them. An answer to one member is also sent after the events that wait for this member.
/// </summary>
/// <param name="output">The output of the turn.</param>
/// <param name="timers">The queue for its timer.</param>
/// <param name="clock">The time of the turn.</param>
/// <param name="noticesMs">
/// The minimum time between two sends with only presence events, in ms.
/// </param>
internal sealed class PresenceDelay(
    TurnOutput output, TimerQueue timers, TurnClock clock, long noticesMs) : LoopTimer
{
    /// <summary>Presence events do not wait longer when the feed has this many bytes.</summary>
    private const int HeldBytes = 64 * 1024;

    /// <summary>True when a feed waits and is not sent with this flush.</summary>
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
                // One timer is enough. When this feed is due, the other feeds are checked again.
                Holds = true;
                timers.Set(this, dueMs);
            }
        }
    }

    /// <summary>
    /// Does nothing, because the timer only ends a sleep. The flush of the turn then finds the
    /// feeds that are due.
    /// </summary>
    public override void Fire()
    {
    }

    public override void Failed(Exception fault)
    {
    }
}
