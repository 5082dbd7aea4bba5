namespace LoadTests.Profiles;

/// <summary>A phase of a load profile: a constant load, or a linear change.</summary>
/// <param name="From">
/// The load at the start of the phase: messages per second in an open loop, senders in a closed
/// one.
/// </param>
/// <param name="To">The load at the end of the phase.</param>
/// <param name="Duration">The duration.</param>
internal sealed record LoadPhase(double From, double To, TimeSpan Duration)
{
    public bool IsRamp => From != To;

    /// <summary>The number of messages of an open loop in the first seconds of the phase.</summary>
    public double CountUntil(double seconds)
    {
        double all = Duration.TotalSeconds;
        double at = Math.Clamp(seconds, 0, all);
        return all > 0 ? (From * at) + ((To - From) * at * at / (2 * all)) : 0;
    }

    /// <summary>
    /// The inverse of <see cref="CountUntil"/>: the seconds until this many messages are due.
    /// </summary>
    public double SecondsUntil(double count)
    {
        // From*t + slope*t*t/2 = count, in the form that needs no division by the slope.
        double slope = (To - From) / Duration.TotalSeconds;
        double root = Math.Sqrt(Math.Max(0, (From * From) + (2 * slope * count)));
        return count > 0 ? 2 * count / (From + root) : 0;
    }
}
