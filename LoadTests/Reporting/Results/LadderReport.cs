using LoadTests.Sentences;

namespace LoadTests.Reporting.Results;

/// <summary>The result of increasing a load until an objective failed.</summary>
internal sealed record LadderReport
{
    /// <summary>The objective, such as "p99 ≤ 50 ms and nothing lost".</summary>
    public required string Objective { get; init; }

    /// <summary>The unit of the load, such as "clients" or "messages/s".</summary>
    public required string Unit { get; init; }

    /// <summary>The other settings.</summary>
    public required string Settings { get; init; }

    /// <summary>
    /// The limit of p99, which is drawn as a line in the plot. Missing when p99 had no limit.
    /// </summary>
    public double? P99LimitUs { get; init; }

    /// <summary>The steps in the order of the runs.</summary>
    public required IReadOnlyList<LadderStep> Steps { get; init; }

    /// <summary>The highest load that held; 0: none.</summary>
    public required double Capacity { get; init; }

    /// <summary>True when the load of <see cref="Capacity"/> also held in a repetition.</summary>
    public bool IsRepeated { get; init; }

    /// <returns>The headline, such as "1,600 clients".</returns>
    public string Headline(Func<double?, string> count) => Capacity <= 0
        ? ReportSentences.NoStepHeld
        : ChartSentences.LoadOf(count(Capacity), Unit)
            + (IsRepeated ? "" : ReportSentences.NotRepeated);
}
