using System.Diagnostics;

namespace LoadTests.Measuring;

/// <summary>
/// The counts and latencies of one run. Used under the swarm's lock. Messages that are due outside
/// of the measured time are checked, but not counted here.
/// </summary>
internal sealed class Meter
{
    public long FromTicks { get; set; } = long.MaxValue;

    public long ToTicks { get; set; } = long.MaxValue;

    /// <summary>The duration of the measurement; 0 when it was never started.</summary>
    public double Seconds => FromTicks == long.MaxValue
        ? 0
        : (double)(ToTicks - FromTicks) / Stopwatch.Frequency;

    public long Sent { get; private set; }

    public long Expected { get; private set; }

    public long Received { get; private set; }

    public LatencyHistogram Total { get; } = new();

    /// <summary>The latencies since the last clear, for the figures of each second.</summary>
    public LatencyHistogram Second { get; } = new();

    /// <summary>The delay between the due time and the send of messages of an open loop.</summary>
    public LatencyHistogram Lag { get; } = new();

    /// <summary>False when the scenario measures something other than deliveries.</summary>
    public bool TimesDeliveries { get; set; } = true;

    /// <summary>
    /// Deliveries of messages that are due before this time are counted, but not timed. A scenario
    /// whose server is down for a time uses this.
    /// </summary>
    public long TimedFromTicks { get; set; }

    public bool IsMeasured(long dueTicks) => dueTicks >= FromTicks && dueTicks < ToTicks;

    public void AddSent(long dueTicks, int deliveries)
    {
        if (IsMeasured(dueTicks))
        {
            Sent++;
            Expected += deliveries;
        }
    }

    /// <summary>Counts a message that is sent.</summary>
    public void AddLag(long dueTicks, long nowTicks)
    {
        if (IsMeasured(dueTicks))
        {
            Lag.Record(MicrosecondsOf(nowTicks - dueTicks));
        }
    }

    public void AddReceived(long dueTicks, long nowTicks)
    {
        if (!IsMeasured(dueTicks))
        {
            return;
        }

        Received++;
        if (TimesDeliveries && dueTicks >= TimedFromTicks)
        {
            AddTime(nowTicks - dueTicks);
        }
    }

    public void AddTime(long ticks)
    {
        long us = MicrosecondsOf(ticks);
        Total.Record(us);
        Second.Record(us);
    }

    private static long MicrosecondsOf(long ticks) => ticks * 1_000_000 / Stopwatch.Frequency;
}
