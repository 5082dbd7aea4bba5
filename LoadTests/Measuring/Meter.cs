using System.Diagnostics;

namespace LoadTests.Measuring;

/// <summary>
/// Counts and times of one run. What is due before the measurement or after its end is checked like
/// all else, but not counted here. Under the swarm's lock.
/// </summary>
internal sealed class Meter
{
    public long FromTicks { get; set; } = long.MaxValue;

    public long ToTicks { get; set; } = long.MaxValue;

    /// <summary>How long is measured; 0 when it was never begun.</summary>
    public double Seconds => FromTicks == long.MaxValue
        ? 0
        : (double)(ToTicks - FromTicks) / Stopwatch.Frequency;

    public long Sent { get; private set; }

    public long Expected { get; private set; }

    public long Received { get; private set; }

    public LatencyHistogram Total { get; } = new();

    /// <summary>The same since it was cleared last, for the figures of each second.</summary>
    public LatencyHistogram Second { get; } = new();

    /// <summary>How long after their time messages of an open loop were sent.</summary>
    public LatencyHistogram Lag { get; } = new();

    /// <summary>False when the scenario measures something else than deliveries.</summary>
    public bool TimesDeliveries { get; set; } = true;

    public bool IsMeasured(long dueTicks) => dueTicks >= FromTicks && dueTicks < ToTicks;

    public void AddSent(long dueTicks, int deliveries)
    {
        if (IsMeasured(dueTicks))
        {
            Sent++;
            Expected += deliveries;
        }
    }

    /// <summary>A message that is due is sent.</summary>
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
        if (TimesDeliveries)
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
