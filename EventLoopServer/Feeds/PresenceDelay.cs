using EventLoopServer.Timing;

namespace EventLoopServer.Feeds;

/// <summary>
/// Lets notices of who came and went wait a moment, so that a storm of arrivals does not cost a
/// send to every member for each of them. The first goes out at once; whatever is said takes what
/// waits along, in order, and so does an answer to one member.
/// </summary>
/// <param name="output">What is said in the turn.</param>
/// <param name="timers">Where it sets itself.</param>
/// <param name="clock">The time of the turn.</param>
/// <param name="noticesMs">The least time between two sends of nothing but notices, in ms.</param>
internal sealed class PresenceDelay(
    TurnOutput output, TimerQueue timers, TurnClock clock, long noticesMs) : LoopTimer
{
    /// <summary>Bytes of notices that do not wait longer.</summary>
    private const int HeldBytes = 64 * 1024;

    /// <summary>Something waits: it is not sent with this flush.</summary>
    public bool Holds { get; private set; }

    /// <summary>Decides for every feed whether it leaves with this flush.</summary>
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
                // Later ones are seen when this one is due.
                Holds = true;
                timers.Set(this, dueMs);
            }
        }
    }

    /// <summary>It only ends a sleep: the flush of the turn sees what is due.</summary>
    public override void Fire()
    {
    }

    public override void Failed(Exception fault)
    {
    }
}
