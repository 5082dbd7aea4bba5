using System.Xml.Linq;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;

namespace LoadTests.Reporting.Charts;

/// <summary>The latency under a growing load, and the limit of the objective.</summary>
internal static class LadderChart
{
    public static XElement Draw(LadderReport ladder)
    {
        LadderStep[] steps = [.. ladder.Steps.OrderBy(static s => s.Load)];
        double[] latencies =
        [
            .. steps.Select(static s => s.P99Us).OfType<double>(),
            .. ladder.P99LimitUs is { } limit ? [limit] : Array.Empty<double>(),
        ];
        var plot = new Plot(
            ChartSentences.Ladder,
            ladder.Unit,
            Scale.Fit([.. steps.Select(static s => s.Load)], Figures.Short),
            Scale.Fit(latencies, Figures.RoundTime));
        plot.AddLine("p99", "one", steps
            .Where(static s => !s.IsRepeat)
            .Select(static s => (s.Load, s.P99Us)));
        if (ladder.P99LimitUs is { } bound)
        {
            plot.AddLevel(bound, ChartSentences.ObjectiveLine(Figures.Time(bound)));
        }

        if (ladder.Capacity > 0)
        {
            string word = ChartSentences.LoadOf(Figures.Count(ladder.Capacity), ladder.Unit);
            plot.AddUprights((ladder.Capacity, word));
        }

        foreach (LadderStep step in steps)
        {
            string tip = ChartSentences.LadderTip(
                Figures.Count(step.Load),
                ladder.Unit,
                Figures.Time(step.P99Us),
                Figures.Count(step.Lost));

            // Without deliveries there is no latency. The cross is then drawn at the objective.
            plot.AddMark(
                step.Load, step.P99Us ?? latencies.DefaultIfEmpty(1).Max(), step.HasPassed, tip);
        }

        return plot.Draw();
    }
}
