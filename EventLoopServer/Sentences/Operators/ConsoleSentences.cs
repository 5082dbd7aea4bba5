namespace EventLoopServer.Sentences.Operators;

/// <summary>What the server's own console says besides the answers of commands.</summary>
internal static class ConsoleSentences
{
    public const string Opens =
        "-- Commands are taken here: /help lists them, /stop ends the server.\n";

    public const string Ends =
        "-- The console ends here, and the server goes on: Ctrl-C stops it.\n";

    public const string NoCommand =
        "-- A command begins with '/': /say TEXT tells everybody something, /stop stops the "
        + "server, /help lists the rest.\n";

    public const string Failed = "-- Something went wrong in the server: the log says what.\n";

    /// <summary>Behind what is wrong with the command line.</summary>
    public const string HelpListsOptions = "--help lists the options.";
}
