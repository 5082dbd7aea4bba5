namespace LoadTests.Reporting.Results;

/// <summary>Two servers under the same loads, in turn.</summary>
internal sealed record ComparisonReport
{
    /// <summary>What the first of the two is called, such as "one reactor".</summary>
    public required string First { get; init; }

    /// <summary>What the other is called, such as "a thread per client".</summary>
    public required string Second { get; init; }

    /// <summary>How often each row was run on each; the rows have the medians.</summary>
    public required int Rounds { get; init; }

    /// <summary>How long each run was measured; missing in older reports.</summary>
    public double? Seconds { get; init; }

    /// <summary>How long each ran before that; missing in older reports.</summary>
    public double? WarmUpSeconds { get; init; }

    public required IReadOnlyList<ComparisonRow> Rows { get; init; }
}
