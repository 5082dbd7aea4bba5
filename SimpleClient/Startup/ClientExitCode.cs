namespace SimpleClient.Startup;

/// <summary>How the program ended, for whoever started it.</summary>
internal static class ClientExitCode
{
    public const int Success = 0;

    /// <summary>The chat failed, or something was refused.</summary>
    public const int Failure = 1;

    /// <summary>The program was not used right.</summary>
    public const int WrongUse = 2;

    /// <summary>What a shell reports for a program that Ctrl-C (SIGINT) ended.</summary>
    public const int Interrupted = 130;

    /// <summary>
    /// Nobody reads the output any more: what a shell reports for a program that SIGPIPE ended.
    /// </summary>
    public const int ReaderEnded = 141;
}
