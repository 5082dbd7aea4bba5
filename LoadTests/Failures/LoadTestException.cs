namespace LoadTests.Failures;

/// <summary>A load test that cannot go on, with a sentence for who started it.</summary>
internal sealed class LoadTestException(string message, bool isUsage = false) : Exception(message)
{
    /// <summary>True when what was typed is to blame.</summary>
    public bool IsUsage { get; } = isUsage;
}
