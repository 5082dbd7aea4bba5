namespace LoadTests.Reporting.Results;

/// <summary>A load that grew until an objective broke.</summary>
internal sealed record LadderReport
{
    /// <summary>What had to hold, such as "p99 ≤ 50 ms, nothing lost".</summary>
    public required string Objective { get; init; }

    /// <summary>What grew, such as "clients" or "messages/s".</summary>
    public required string Unit { get; init; }

    /// <summary>How the rest was set, in a sentence.</summary>
    public required string Settings { get; init; }

    /// <summary>Drawn as a line in the plot of p99; missing when p99 had no limit.</summary>
    public double? P99LimitUs { get; init; }

    /// <summary>In the order in which they were taken.</summary>
    public required IReadOnlyList<LadderStep> Steps { get; init; }

    /// <summary>The highest load that held; 0 when none did.</summary>
    public required double Capacity { get; init; }

    /// <summary>True when that load was repeated and held again; false when it held once.</summary>
    public bool IsRepeated { get; init; }

    /// <returns>The headline, such as "1,600 clients".</returns>
    public string Headline(Func<double?, string> count) => Capacity <= 0
        ? "No step held."
        : $"{count(Capacity)} {Unit}" + (IsRepeated ? "" : ", held once and not repeated");
}
