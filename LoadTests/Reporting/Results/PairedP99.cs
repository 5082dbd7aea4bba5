namespace LoadTests.Reporting.Results;

/// <summary>p99 of one round of two runs that differ in one thing.</summary>
/// <param name="WithoutUs">Missing when nothing was measured.</param>
/// <param name="WithUs">Missing when nothing was measured.</param>
internal sealed record PairedP99(double? WithoutUs, double? WithUs);
