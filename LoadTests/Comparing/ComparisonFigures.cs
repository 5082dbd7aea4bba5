using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;

namespace LoadTests.Comparing;

/// <summary>Computes the figures of a comparison from reports of single runs.</summary>
internal static class ComparisonFigures
{
    /// <summary>The figures of one run.</summary>
    public static ComparisonSide Of(ScenarioReport report)
    {
        bool any = report.Latency.Count > 0;
        return new ComparisonSide
        {
            DeliveriesPerSecond = report.Seconds > 0 ? report.Received / report.Seconds : null,
            CpuUsPerDelivery = report.Received > 0
                ? report.Server?.CpuSeconds * 1e6 / report.Received
                : null,
            P50Us = any ? report.Latency.P50Us : null,
            P99Us = any ? report.Latency.P99Us : null,
            Threads = report.Server?.Threads,
            BytesPerClient = report.Server?.BytesPerClient,
            Reach = report.Reach(),
            Note = NoteOf(report),
        };
    }

    /// <summary>The median of each figure on its own, and the first note.</summary>
    public static ComparisonSide MedianOf(IReadOnlyCollection<ComparisonSide> sides) => new()
    {
        DeliveriesPerSecond = Median(sides.Select(static s => s.DeliveriesPerSecond)),
        CpuUsPerDelivery = Median(sides.Select(static s => s.CpuUsPerDelivery)),
        P50Us = Median(sides.Select(static s => s.P50Us)),
        P99Us = Median(sides.Select(static s => s.P99Us)),
        Threads = (int?)Median(sides.Select(static s => (double?)s.Threads)),
        BytesPerClient = Median(sides.Select(static s => s.BytesPerClient)),
        Reach = Median(sides.Select(static s => s.Reach)),
        Note = sides.Select(static s => s.Note).FirstOrDefault(static n => n is not null),
    };

    /// <summary>
    /// The kinds of errors in a run. They are reported, because the speed of a run with errors is
    /// meaningless.
    /// </summary>
    private static string? NoteOf(ScenarioReport report) => report.Seconds == 0
        ? VerdictSentences.NotAllConnected
        : report.Errors.Count == 0
            ? null
            : string.Join(", ", report.Errors.Select(
                static e => $"{Figures.Count(e.Value)} {e.Key}"));

    /// <returns>
    /// The median. For an even number of values, the upper one of the two middle values.
    /// </returns>
    private static double? Median(IEnumerable<double?> values)
    {
        double[] known = [.. values.OfType<double>().Order()];
        return known.Length == 0 ? null : known[known.Length / 2];
    }
}
