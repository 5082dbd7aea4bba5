namespace LoadTests.Reporting.Results;

/// <summary>What was asked of a scenario, and whether it was so.</summary>
/// <param name="Text">Such as "p99 ≤ 50 ms".</param>
/// <param name="Measured">What it was instead or indeed, such as "12.3 ms".</param>
internal sealed record ThresholdResult(string Text, string Measured, bool HasPassed);
