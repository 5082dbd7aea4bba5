namespace LoadTests.Profiles;

/// <summary>The load of a measurement over time, for any runner.</summary>
/// <param name="Phases">The phases in order.</param>
internal sealed record LoadProfile(IReadOnlyList<LoadPhase> Phases)
{
    public TimeSpan Duration => Phases.Aggregate(
        TimeSpan.Zero, static (sum, phase) => sum + phase.Duration);

    /// <summary>The average of all phases, which a warm-up uses.</summary>
    public double AverageLoad => Duration > TimeSpan.Zero
        ? CountUntil(Duration.TotalSeconds) / Duration.TotalSeconds
        : 0;

    public static LoadProfile Constant(double load, TimeSpan duration) =>
        new([new LoadPhase(load, load, duration)]);

    /// <summary>The load at a time after the start; after the end, the last load.</summary>
    public double LoadAt(double seconds)
    {
        double left = seconds;
        foreach (LoadPhase phase in Phases)
        {
            double length = phase.Duration.TotalSeconds;
            if (left < length)
            {
                return phase.From + ((phase.To - phase.From) * left / length);
            }

            left -= length;
        }

        return Phases[^1].To;
    }

    /// <summary>The number of messages of an open loop that are due in the first seconds.</summary>
    public double CountUntil(double seconds)
    {
        double count = 0;
        double left = seconds;
        foreach (LoadPhase phase in Phases)
        {
            count += phase.CountUntil(left);
            left -= phase.Duration.TotalSeconds;
        }

        return count;
    }

    /// <summary>The time when a message of an open loop is due.</summary>
    /// <param name="number">From 0.</param>
    /// <returns>Seconds after the start. Infinity when the message is never due.</returns>
    public double SecondsOf(long number)
    {
        double left = number;
        double start = 0;
        foreach (LoadPhase phase in Phases)
        {
            double count = phase.CountUntil(phase.Duration.TotalSeconds);
            if (left < count)
            {
                return start + phase.SecondsUntil(left);
            }

            left -= count;
            start += phase.Duration.TotalSeconds;
        }

        return double.PositiveInfinity;
    }
}
