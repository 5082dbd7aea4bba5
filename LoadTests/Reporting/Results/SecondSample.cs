namespace LoadTests.Reporting.Results;

/// <summary>One second of a run.</summary>
internal sealed record SecondSample
{
    /// <summary>The end of the second, from the start of the measurement.</summary>
    public required double AtSeconds { get; init; }

    public required double SentPerSecond { get; init; }

    public required double ReceivedPerSecond { get; init; }

    /// <summary>Due messages; missing in a closed loop, which has no rate.</summary>
    public double? OfferedPerSecond { get; init; }

    /// <summary>Open connections at the end of the second.</summary>
    public int? Connections { get; init; }

    /// <summary>Errors within the second.</summary>
    public double? ErrorsPerSecond { get; init; }

    /// <summary>Missing when no delivery arrived in this second.</summary>
    public double? P50Us { get; init; }

    /// <summary>Missing when no delivery arrived in this second.</summary>
    public double? P99Us { get; init; }

    /// <summary>
    /// CPU time in percent of one core: 200 means two full cores. Missing for a server on another
    /// machine.
    /// </summary>
    public double? ServerCpuPercent { get; init; }

    /// <summary>CPU time in percent of one core.</summary>
    public double? GeneratorCpuPercent { get; init; }

    /// <summary>The working set, in MB of 1,048,576 bytes.</summary>
    public double? ServerMemoryMB { get; init; }
}
