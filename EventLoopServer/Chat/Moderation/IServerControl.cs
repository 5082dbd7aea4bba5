using EventLoopServer.Admission;

namespace EventLoopServer.Chat.Moderation;

/// <summary>What the program around the chat does for operators.</summary>
internal interface IServerControl
{
    /// <summary>Logs an action of an operator.</summary>
    void LogAction(string who, string what);

    /// <summary>Logs that somebody gave a wrong password.</summary>
    void LogWrongPassword(string who, string what);

    /// <summary>Stops the server.</summary>
    void Stop();

    /// <summary>Reads an address or a network as a person types it.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="prefix">What it means: of IPv6 the first 64 bits, unless it says more.</param>
    /// <param name="shown">The same in its usual form.</param>
    /// <returns>What the text is; the others are set when it is one.</returns>
    PrefixParseResult ReadPrefix(string text, out NetworkPrefix prefix, out string shown);

    /// <summary>A moment as people write it.</summary>
    /// <param name="unixMs">Milliseconds since 1970.</param>
    string Date(long unixMs);
}
