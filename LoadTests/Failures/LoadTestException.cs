namespace LoadTests.Failures;

/// <summary>A load test cannot continue. The message is for the user.</summary>
internal sealed class LoadTestException(string message, bool isUsage = false) : Exception(message)
{
    /// <summary>True for a mistake on the command line.</summary>
    public bool IsUsage { get; } = isUsage;
}
