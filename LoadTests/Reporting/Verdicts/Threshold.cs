using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;

namespace LoadTests.Reporting.Verdicts;

/// <summary>A condition on the report of a run.</summary>
/// <param name="Text">Such as "p99 ≤ 50 ms".</param>
/// <param name="Measure">Returns the measured value, and true when the condition holds.</param>
internal sealed record Threshold(
    string Text, Func<ScenarioReport, (string Measured, bool HasPassed)> Measure)
{
    /// <summary>No message was lost, duplicated, reordered, misrouted, late or refused.</summary>
    public static Threshold NoErrors { get; } = new(VerdictSentences.NoErrors, static r => (
        r.Errors.Count == 0
            ? VerdictSentences.None
            : string.Join(
                ", ", r.Errors.Select(static e => VerdictSentences.ErrorCount(e.Value, e.Key))),
        r.Errors.Count == 0));

    public static Threshold FullReach { get; } = new(VerdictSentences.FullReach, static r =>
        (Figures.Reach(r), r.Received == r.Expected && r.Expected > 0));

    /// <summary>
    /// Each kind of hostile client has connected at least once. Without hostile connections, the
    /// scenario tests nothing.
    /// </summary>
    public static Threshold AllHostileConnected { get; } = new(
        VerdictSentences.AllHostileConnected,
        static r => (
            VerdictSentences.HostileKinds(
                r.Hostile.Count(static f => f.Connections > 0), r.Hostile.Count),
            r.Hostile.Count > 0 && r.Hostile.All(static f => f.Connections > 0)));

    public static Threshold P99(TimeSpan limit) => new(
        VerdictSentences.P99(limit.TotalMilliseconds),
        r => (
            r.Latency.Count > 0 ? Figures.Time(r.Latency.P99Us) : VerdictSentences.NoDeliveries,
            r.Latency.Count > 0 && r.Latency.P99Us <= limit.TotalMicroseconds));

    /// <summary>The server's memory at the end is about the same as in the first seconds.</summary>
    /// <param name="growth">The allowed growth, such as 0.2.</param>
    public static Threshold FlatMemory(double growth) => new(
        VerdictSentences.FlatMemory(growth),
        r => CheckMemory(r, growth));

    public ThresholdResult Check(ScenarioReport report)
    {
        (string measured, bool hasPassed) = Measure(report);
        return new ThresholdResult(Text, measured, hasPassed);
    }

    private static (string Measured, bool HasPassed) CheckMemory(ScenarioReport r, double growth)
    {
        double[] series = [.. r.Series.Select(static s => s.ServerMemoryMB).OfType<double>()];
        if (series.Length < 2)
        {
            return (VerdictSentences.NotMeasured, true);
        }

        int tenth = Math.Max(1, series.Length / 10);
        double before = series.Take(tenth).Average();
        double after = series.TakeLast(tenth).Average();
        return (
            VerdictSentences.Memory(before, after), after <= (before * (1 + growth)) + 16);
    }
}
