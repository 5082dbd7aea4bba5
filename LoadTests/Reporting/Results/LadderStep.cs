namespace LoadTests.Reporting.Results;

/// <summary>One load of a ladder.</summary>
/// <param name="Load">In the ladder's unit.</param>
/// <param name="P99Us">Missing when nothing arrived.</param>
/// <param name="Lost">Deliveries that there should have been and were not.</param>
internal sealed record LadderStep(double Load, double? P99Us, long Lost, bool HasPassed)
{
    /// <summary>True when the same load had held before.</summary>
    public bool IsRepeat { get; init; }

    public double? DeliveriesPerSecond { get; init; }

    /// <summary>Of one core.</summary>
    public double? ServerCpuPercent { get; init; }

    /// <summary>Of one core: near all cores, the generator may be what broke.</summary>
    public double? GeneratorCpuPercent { get; init; }
}
