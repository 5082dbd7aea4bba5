namespace SimpleClient.Startup;

/// <summary>The exit codes of the program.</summary>
internal static class ClientExitCode
{
    public const int Success = 0;

    /// <summary>The chat failed, or a request was refused.</summary>
    public const int Failure = 1;

    /// <summary>The command line was wrong.</summary>
    public const int WrongUse = 2;

    /// <summary>
    /// The user pressed Ctrl-C. Shells use this code for a program that SIGINT has ended.
    /// </summary>
    public const int Interrupted = 130;

    /// <summary>
    /// The reader of the output has ended. Shells use this code for a program that SIGPIPE has
    /// ended.
    /// </summary>
    public const int ReaderEnded = 141;
}
