using System.Diagnostics;

namespace LoadTests.Breaking;

/// <summary>The next fault of a connection.</summary>
/// <param name="Fault">The kind.</param>
/// <param name="DueTicks">The fault happens at the first bytes after this time.</param>
/// <param name="Length">The time of a stall or a pause.</param>
internal readonly record struct LinePlan(LineFault Fault, long DueTicks, TimeSpan Length)
{
    /// <summary>
    /// The longest time until a fault. On average, a connection works for half of this time.
    /// </summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(10);

    /// <summary>The longest stall or pause.</summary>
    public static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(4);

    private static readonly LineFault[] s_faults = Enum.GetValues<LineFault>();

    /// <summary>Draws the fault of a connection.</summary>
    public static LinePlan Draw(Random random, long nowTicks) => new(
        s_faults[random.Next(s_faults.Length)],
        nowTicks + (long)(random.NextDouble() * LongestLife.TotalSeconds * Stopwatch.Frequency),
        random.NextDouble() * LongestStall);
}
