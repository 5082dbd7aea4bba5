namespace EventLoopServer.Sentences.Operators;

/// <summary>Texts of the server's own console, apart from the answers to commands.</summary>
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

    /// <summary>Follows a fault of the command line.</summary>
    public const string HelpListsOptions = "--help lists the options.";
}
