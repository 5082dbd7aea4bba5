namespace LoadTests.Profiles;

/// <summary>A part of a load profile: a load that stays, or changes evenly.</summary>
/// <param name="From">
/// The load at its start: in an open loop messages a second, in a closed one clients that speak at
/// the same time.
/// </param>
/// <param name="To">The load at its end.</param>
/// <param name="Duration">How long it is.</param>
internal sealed record LoadPhase(double From, double To, TimeSpan Duration)
{
    public bool IsRamp => From != To;

    /// <summary>Messages of an open loop from its start until so many seconds later.</summary>
    public double CountUntil(double seconds)
    {
        double all = Duration.TotalSeconds;
        double at = Math.Clamp(seconds, 0, all);
        return all > 0 ? (From * at) + ((To - From) * at * at / (2 * all)) : 0;
    }

    /// <summary>The reverse: seconds until so many messages were due.</summary>
    public double SecondsUntil(double count)
    {
        // From*t + slope*t*t/2 = count, in the form that needs no division by the slope.
        double slope = (To - From) / Duration.TotalSeconds;
        double root = Math.Sqrt(Math.Max(0, (From * From) + (2 * slope * count)));
        return count > 0 ? 2 * count / (From + root) : 0;
    }
}
