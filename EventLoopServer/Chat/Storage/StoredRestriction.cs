namespace EventLoopServer.Chat.Storage;

/// <summary>A ban or mute as it is stored.</summary>
/// <param name="IsMute">A mute; false: a ban.</param>
/// <param name="Subject">The name, address or network, as operators see it.</param>
/// <param name="Prefix">The address or network, in its usual form; null: a name.</param>
/// <param name="UntilUnixMs">Its end on the wall clock; null: none.</param>
/// <param name="By">The operator.</param>
/// <param name="Reason">Empty: none was given.</param>
internal sealed record StoredRestriction(
    bool IsMute, string Subject, string? Prefix, long? UntilUnixMs, string By, string Reason);
