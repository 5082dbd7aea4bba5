using EventLoopServer.Admission;
using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Chat.Moderation;

/// <summary>The services of the server that operators use.</summary>
internal interface IServerControl
{
    /// <summary>Logs an action of an operator.</summary>
    void LogAction(string who, string what);

    /// <summary>Logs a wrong password.</summary>
    void LogWrongPassword(string who, string what);

    /// <summary>Stops the server.</summary>
    void Stop();

    /// <summary>Starts to read the options again.</summary>
    /// <param name="query">A <see cref="ReloadQuery"/>, which gets the result.</param>
    /// <returns>False when too much work waits.</returns>
    bool TryReload(StoreQuery query);

    /// <summary>Parses an address or a network that a user has typed.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="prefix">
    /// The prefix. For an IPv6 address without a length, it has the first 64 bits.
    /// </param>
    /// <param name="shown">The address or network in the form that lists show.</param>
    /// <returns>The kind of text. The out parameters are set for an address or a network.</returns>
    PrefixParseResult ReadPrefix(string text, out NetworkPrefix prefix, out string shown);

    /// <summary>Formats an address or a network so that it can be parsed again.</summary>
    string ShowPrefix(NetworkPrefix prefix);

    /// <summary>Formats a date and time for people.</summary>
    /// <param name="unixMs">Milliseconds since 1970.</param>
    string Date(long unixMs);
}
