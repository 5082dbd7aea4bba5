namespace LoadTests.Reporting.Results;

/// <summary>The p99 of one round: of the control run and of the scenario.</summary>
/// <param name="WithoutUs">Missing when nothing was measured.</param>
/// <param name="WithUs">Missing when nothing was measured.</param>
internal sealed record PairedP99(double? WithoutUs, double? WithUs);
