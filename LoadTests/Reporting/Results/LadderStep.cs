namespace LoadTests.Reporting.Results;

/// <summary>A step of a ladder.</summary>
/// <param name="Load">The load in the ladder's unit.</param>
/// <param name="P99Us">Missing when nothing arrived.</param>
/// <param name="Lost">Expected deliveries that did not arrive.</param>
internal sealed record LadderStep(double Load, double? P99Us, long Lost, bool HasPassed)
{
    /// <summary>True for the repetition of a load that held.</summary>
    public bool IsRepeat { get; init; }

    public double? DeliveriesPerSecond { get; init; }

    /// <summary>CPU time in percent of one core.</summary>
    public double? ServerCpuPercent { get; init; }

    /// <summary>
    /// CPU time in percent of one core. Near 100 % of all cores, the generator may be the limit.
    /// </summary>
    public double? GeneratorCpuPercent { get; init; }
}
