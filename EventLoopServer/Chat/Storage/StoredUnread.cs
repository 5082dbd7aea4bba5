namespace EventLoopServer.Chat.Storage;

/// <summary>Private messages of one sender that wait for the owner of an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="SenderKey">See <see cref="StoredMessage.SenderKey"/>.</param>
/// <param name="Count">Their number.</param>
/// <param name="Bytes">The bytes of their names and texts.</param>
/// <param name="Last">The highest of their numbers.</param>
internal sealed record StoredUnread(
    long Account, long SenderKey, int Count, long Bytes, ulong Last);
