namespace LoadTests.Reporting.Results;

/// <summary>Two servers under the same loads, in alternating runs.</summary>
internal sealed record ComparisonReport
{
    /// <summary>The name of the first server, such as "one reactor".</summary>
    public required string First { get; init; }

    /// <summary>The name of the second server, such as "a thread per client".</summary>
    public required string Second { get; init; }

    /// <summary>
    /// The number of runs of each row on each server. The rows contain the medians of these runs.
    /// </summary>
    public required int Rounds { get; init; }

    /// <summary>The measured time of each run; missing in older reports.</summary>
    public double? Seconds { get; init; }

    /// <summary>The warm-up before each run; missing in older reports.</summary>
    public double? WarmUpSeconds { get; init; }

    public required IReadOnlyList<ComparisonRow> Rows { get; init; }
}
