using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;

namespace LoadTests.Reporting.Verdicts;

/// <summary>A condition on the report of a run.</summary>
/// <param name="Text">Such as "p99 ≤ 50 ms".</param>
/// <param name="Measure">Returns the measured value, and true when the condition holds.</param>
internal sealed record Threshold(
    string Text, Func<ScenarioReport, (string Measured, bool HasPassed)> Measure)
{
    /// <summary>No message was lost, duplicated, reordered, misrouted, late or refused.</summary>
    public static Threshold NoErrors { get; } = new("no errors", static r => (
        r.Errors.Count == 0
            ? "none"
            : string.Join(", ", r.Errors.Select(static e => $"{e.Value:N0} {e.Key}")),
        r.Errors.Count == 0));

    public static Threshold FullReach { get; } = new("reach = 100 %", static r =>
        (Figures.Reach(r), r.Received == r.Expected && r.Expected > 0));

    /// <summary>Without hostile connections, the scenario tests nothing.</summary>
    public static Threshold AllHostileConnected { get; } = new(
        "every hostile kind connected",
        static r => (
            $"{r.Hostile.Count(static f => f.Connections > 0)} of {r.Hostile.Count} kinds",
            r.Hostile.Count > 0 && r.Hostile.All(static f => f.Connections > 0)));

    public static Threshold P99(TimeSpan limit) => new(
        $"p99 ≤ {limit.TotalMilliseconds:0.#} ms",
        r => (r.Latency.Count > 0 ? Figures.Time(r.Latency.P99Us) : "no deliveries",
            r.Latency.Count > 0 && r.Latency.P99Us <= limit.TotalMicroseconds));

    /// <summary>The server's memory at the end is about that of the first seconds.</summary>
    /// <param name="growth">The allowed growth, such as 0.2.</param>
    public static Threshold FlatMemory(double growth) => new(
        $"memory grows by ≤ {100 * growth:0} % and 16 MB",
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
            return ("not measured", true);
        }

        int tenth = Math.Max(1, series.Length / 10);
        double before = series.Take(tenth).Average();
        double after = series.TakeLast(tenth).Average();
        return (
            $"{before:0.0} MB to {after:0.0} MB", after <= (before * (1 + growth)) + 16);
    }
}
