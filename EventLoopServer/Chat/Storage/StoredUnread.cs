namespace EventLoopServer.Chat.Storage;

/// <summary>Private messages of one sender that wait for the owner of an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="SenderKey">See <see cref="StoredMessage.SenderKey"/>.</param>
/// <param name="Count">The number of messages.</param>
/// <param name="Bytes">The bytes of the messages' names and texts.</param>
/// <param name="Last">The highest number of the messages.</param>
internal sealed record StoredUnread(
    long Account, long SenderKey, int Count, long Bytes, ulong Last);
