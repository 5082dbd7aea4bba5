namespace EventLoopServer.Sentences;

/// <summary>What operators read about a reload of the options.</summary>
internal static class ReloadSentences
{
    /// <summary>For the log of actions: the operator's name comes before it.</summary>
    public const string Started = "reloads the options";

    public const string Nothing = "Reloaded. No option has changed.";

    public const string Busy = "The server is busy with other files: wait some seconds.";

    public const string Slow = "The files could not be read in time: see the log.";

    public const string Off = "This server reads no options again: restart it.";

    /// <summary>A fault, with the number of further ones.</summary>
    public static string More(string fault, int more) =>
        more == 0 ? fault : $"{fault} The log has {more} more.";

    public static string Applied(string options) => $"Reloaded. Changed: {options}.";

    /// <summary>Follows one of the sentences above.</summary>
    public static string NeedRestart(string options) =>
        $" These options have changed and need a restart: {options}.";
}
