namespace LoadTests.Failures;

/// <summary>What the program tells whoever started it.</summary>
internal static class LoadTestExitCode
{
    public const int Done = 0;

    /// <summary>A threshold has failed, or the run could not go on.</summary>
    public const int Failed = 1;

    /// <summary>An option that is not there or has no such value.</summary>
    public const int Usage = 2;
}
