using System.Net;
using LoadTests.Scenarios;

namespace LoadTests;

/// <summary>What a person has asked for.</summary>
internal sealed record LoadOptions
{
    /// <summary>Names of scenarios; none: the tour.</summary>
    public IReadOnlyList<string> Scenarios { get; init; } = [];

    public RunSettings Settings { get; init; } = new();

    /// <summary>A server that runs already; null: one is started for each scenario.</summary>
    public IPEndPoint? Target { get; init; }

    /// <summary>
    /// A server that is started keeps its rates and deadlines. What one address may have is lifted:
    /// all clients have the same.
    /// </summary>
    public bool HasLimits { get; init; }

    /// <summary>auto, builtin or nbomber.</summary>
    public string Runner { get; init; } = "auto";

    /// <summary>Where reports go, a folder each; null: nowhere.</summary>
    public string? Reports { get; init; }

    public bool Compares { get; init; }

    /// <summary>Client counts of a comparison.</summary>
    public IReadOnlyList<int> Counts { get; init; } = [100, 1000, 5000];

    public int Rounds { get; init; } = 3;

    /// <summary>What a ladder grows, clients or rate; null: no ladder.</summary>
    public string? Ladder { get; init; }

    /// <summary>What p99 may be on a ladder.</summary>
    public TimeSpan Objective { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What the command line does not know: for NBomber.</summary>
    public IReadOnlyList<string> Rest { get; init; } = [];
}
