namespace NBomber.Engine;

/// <summary>The schedule of a list of load simulations, as ticks. It has no clock.</summary>
internal sealed class LoadTimeline(IReadOnlyList<LoadSegment> segments, Random random)
{
    /// <summary>A ramp has a tick for each copy, but not more often than this.</summary>
    private static readonly TimeSpan s_shortestRampTick = TimeSpan.FromMilliseconds(10);

    public TimeSpan Duration =>
        segments.Aggregate(TimeSpan.Zero, static (sum, s) => sum + s.During);

    /// <summary>The time of pauses, which rates do not include.</summary>
    public TimeSpan Pauses => segments
        .Where(static s => s.Kind == LoadKind.Pause)
        .Aggregate(TimeSpan.Zero, static (sum, s) => sum + s.During);

    /// <returns>The ticks in order of time. The last tick is the end, without load.</returns>
    public IEnumerable<LoadTick> Ticks()
    {
        TimeSpan start = TimeSpan.Zero;
        int before = 0;
        foreach (LoadSegment segment in segments)
        {
            TimeSpan step = StepOf(segment, before);
            for (TimeSpan at = TimeSpan.Zero; at < segment.During; at += step)
            {
                yield return TickOf(segment, before, start, at);
            }

            start += segment.During;
            before = segment.Amount;
        }

        yield return new LoadTick(start, 0, 0);
    }

    private LoadTick TickOf(LoadSegment segment, int before, TimeSpan start, TimeSpan at)
    {
        int ramped = (int)Math.Round(
            before + ((segment.Amount - before) * (at / segment.During)),
            MidpointRounding.AwayFromZero);
        return segment.Kind switch
        {
            LoadKind.KeepConstant => new LoadTick(start + at, segment.Amount, 0),
            LoadKind.RampingConstant => new LoadTick(start + at, ramped, 0),
            LoadKind.Inject => new LoadTick(start + at, 0, segment.Amount),
            LoadKind.RampingInject => new LoadTick(start + at, 0, ramped),
            LoadKind.InjectRandom => new LoadTick(
                start + at, 0, random.Next(segment.MinAmount, segment.Amount)),
            _ => new LoadTick(start + at, 0, 0),
        };
    }

    private static TimeSpan StepOf(LoadSegment segment, int before)
    {
        if (segment.Kind is LoadKind.KeepConstant or LoadKind.Pause)
        {
            return segment.During;
        }

        if (segment.Kind != LoadKind.RampingConstant)
        {
            return segment.Interval;
        }

        TimeSpan each = segment.During / Math.Max(1, Math.Abs(segment.Amount - before));
        return each > s_shortestRampTick ? each : s_shortestRampTick;
    }
}
