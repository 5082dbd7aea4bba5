namespace LoadTests.Failures;

/// <summary>The exit codes of the program.</summary>
internal static class LoadTestExitCode
{
    public const int Done = 0;

    /// <summary>A threshold failed, or the run could not continue.</summary>
    public const int Failed = 1;

    /// <summary>An unknown option or an invalid value.</summary>
    public const int Usage = 2;
}
