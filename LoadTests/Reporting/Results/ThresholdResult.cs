namespace LoadTests.Reporting.Results;

/// <summary>A threshold with the measured value and the result.</summary>
/// <param name="Text">Such as "p99 ≤ 50 ms".</param>
/// <param name="Measured">The measured value, such as "12.3 ms".</param>
internal sealed record ThresholdResult(string Text, string Measured, bool HasPassed);
