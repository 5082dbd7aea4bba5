namespace LoadTests.Reporting.Results;

/// <summary>Resources that the server used; unknown values are missing.</summary>
internal sealed record ServerUsage
{
    /// <summary>CPU time during the measurement.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>The working set at the end of the measurement.</summary>
    public required long WorkingSetBytes { get; init; }

    /// <summary>The number of threads at the end of the measurement.</summary>
    public required int Threads { get; init; }

    /// <summary>The growth of the working set per client while the clients connected.</summary>
    public double? BytesPerClient { get; init; }

    /// <summary>Collections during the measurement.</summary>
    public int? Gen0 { get; init; }

    public int? Gen1 { get; init; }

    public int? Gen2 { get; init; }

    /// <summary>Bytes allocated during the measurement.</summary>
    public long? AllocatedBytes { get; init; }
}
