using System.Globalization;
using NBomber.Contracts.Stats;

namespace NBomber.Reports;

/// <summary>One line of a report: a scenario or one of its steps, good or failed.</summary>
internal static class ReportRow
{
    public static readonly string[] Head =
    [
        "scenario", "step", "result", "count", "percent", "rps", "min ms", "mean ms", "max ms",
        "p50 ms", "p75 ms", "p95 ms", "p99 ms", "std dev", "all bytes", "status codes",
    ];

    public static IEnumerable<string[]> Of(NodeStats stats)
    {
        foreach (ScenarioStats scenario in stats.ScenarioStats)
        {
            yield return Cells(scenario.ScenarioName, "global information", "ok", scenario.Ok);
            yield return Cells(scenario.ScenarioName, "global information", "fail", scenario.Fail);
            foreach (StepStats step in scenario.StepStats)
            {
                yield return Cells(scenario.ScenarioName, step.StepName, "ok", step.Ok);
                yield return Cells(scenario.ScenarioName, step.StepName, "fail", step.Fail);
            }
        }
    }

    private static string[] Cells(string scenario, string step, string result, MeasurementStats m)
    {
        LatencyStats l = m.Latency;
        return
        [
            scenario, step, result, Text(m.Request.Count), Text(m.Request.Percent),
            Text(m.Request.RPS), Text(l.MinMs), Text(l.MeanMs), Text(l.MaxMs), Text(l.Percent50),
            Text(l.Percent75), Text(l.Percent95), Text(l.Percent99), Text(l.StdDev),
            Text(m.DataTransfer.AllBytes),
            string.Join(' ', m.StatusCodes.Select(static c => $"{c.StatusCode}:{c.Count}")),
        ];
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
