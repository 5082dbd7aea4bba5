namespace LoadTests.Reporting.Results;

/// <summary>What a scenario cost the server; what it could not be asked is missing.</summary>
internal sealed record ServerUsage
{
    /// <summary>Processor time during the measurement.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>At the end.</summary>
    public required long WorkingSetBytes { get; init; }

    /// <summary>At the end.</summary>
    public required int Threads { get; init; }

    /// <summary>What the working set grew by when the clients came, for each.</summary>
    public double? BytesPerClient { get; init; }

    /// <summary>Collections during the measurement.</summary>
    public int? Gen0 { get; init; }

    public int? Gen1 { get; init; }

    public int? Gen2 { get; init; }

    /// <summary>During the measurement.</summary>
    public long? AllocatedBytes { get; init; }
}
