namespace EventLoopServer.Chat.Storage;

/// <summary>A ban or mute as it is stored.</summary>
/// <param name="IsMute">True for a mute, false for a ban.</param>
/// <param name="Subject">The name, address or network, in the form that lists show.</param>
/// <param name="Prefix">The address or network; null when only a name is restricted.</param>
/// <param name="UntilUnixMs">The end, in ms since 1970; null when permanent.</param>
/// <param name="By">The operator.</param>
/// <param name="Reason">The reason; may be empty.</param>
internal sealed record StoredRestriction(
    bool IsMute, string Subject, string? Prefix, long? UntilUnixMs, string By, string Reason);
