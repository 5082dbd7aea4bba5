namespace SimpleClient.Startup;

/// <summary>The exit codes of the program.</summary>
internal static class ClientExitCode
{
    public const int Success = 0;

    /// <summary>The chat failed, or a request was refused.</summary>
    public const int Failure = 1;

    /// <summary>The command line was wrong.</summary>
    public const int WrongUse = 2;

    /// <summary>The code of a shell for a program that Ctrl-C (SIGINT) ended.</summary>
    public const int Interrupted = 130;

    /// <summary>
    /// The output has no reader any more: the code of a shell for a program that SIGPIPE ended.
    /// </summary>
    public const int ReaderEnded = 141;
}
