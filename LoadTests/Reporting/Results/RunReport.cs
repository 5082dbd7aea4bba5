namespace LoadTests.Reporting.Results;

/// <summary>All that one run has shown, and where it was run.</summary>
internal sealed record RunReport
{
    /// <summary>The command that makes such a report; missing in older ones.</summary>
    public string? Command { get; init; }

    /// <summary>What made the figures, and why that: NBomber or the built-in runner.</summary>
    public required string Runner { get; init; }

    /// <summary>Operating system, processor and number of cores.</summary>
    public required string Machine { get; init; }

    public required string DotNetVersion { get; init; }

    /// <summary>
    /// The commit that was built, with "(modified)" when sources differed from it, or "unknown".
    /// </summary>
    public required string Commit { get; init; }

    /// <summary>Of the machine: processor use is judged by it.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;

    public required DateTime StartedUtc { get; init; }

    public IReadOnlyList<ScenarioReport> Scenarios { get; init; } = [];

    public ComparisonReport? Comparison { get; init; }

    public LadderReport? Ladder { get; init; }

    /// <returns>
    /// True when no threshold of any scenario has failed, a ladder has held at all, and the first
    /// server of a comparison made no mistake.
    /// </returns>
    public bool HasPassed() => Scenarios.All(static s => s.HasPassed())
        && Ladder is not { Capacity: <= 0 }
        && Comparison?.Rows.Any(static r => r.First.Note is not null) != true;
}
