namespace LoadTests.Reporting.Results;

/// <summary>All figures of one run, and its environment.</summary>
internal sealed record RunReport
{
    /// <summary>The command line of the run; missing in older reports.</summary>
    public string? Command { get; init; }

    /// <summary>NBomber or the built-in runner, with the reason.</summary>
    public required string Runner { get; init; }

    /// <summary>Operating system, processor and number of cores.</summary>
    public required string Machine { get; init; }

    public required string DotNetVersion { get; init; }

    /// <summary>
    /// The commit that was built, with "(modified)" when sources differed from it, or "unknown".
    /// </summary>
    public required string Commit { get; init; }

    /// <summary>The number of cores of the machine, to judge the CPU time.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;

    public required DateTime StartedUtc { get; init; }

    public IReadOnlyList<ScenarioReport> Scenarios { get; init; } = [];

    public ComparisonReport? Comparison { get; init; }

    public LadderReport? Ladder { get; init; }

    /// <returns>
    /// True when all thresholds hold, at least one step of a ladder held, and the first server of a
    /// comparison had no errors.
    /// </returns>
    public bool HasPassed() => Scenarios.All(static s => s.HasPassed())
        && Ladder is not { Capacity: <= 0 }
        && Comparison?.Rows.Any(static r => r.First.Note is not null) != true;
}
