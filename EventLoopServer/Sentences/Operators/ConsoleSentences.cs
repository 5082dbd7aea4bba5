namespace EventLoopServer.Sentences.Operators;

/// <summary>Texts of the server's own console, apart from the answers to commands.</summary>
internal static class ConsoleSentences
{
    public const string Opens =
        "-- Type commands here: /help lists them, /stop stops the server.\n";

    public const string Ends =
        "-- The console has ended, and the server goes on: Ctrl-C stops it.\n";

    public const string NoCommand =
        "-- A command begins with '/': /say TEXT tells everybody something, /stop stops the "
        + "server, /help lists the others.\n";

    public const string Failed = "-- Internal error in the server: see the log.\n";

    /// <summary>Follows a fault of the command line.</summary>
    public const string HelpListsOptions = "--help lists the options.";
}
