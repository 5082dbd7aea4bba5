namespace EventLoopServer.Chat.Resuming;

/// <summary>
/// A run of stored private messages with consecutive numbers in a session's stream.
/// </summary>
/// <param name="Number">The number of the first message in the stream.</param>
/// <param name="First">The number of the first message among the messages to the account.</param>
/// <param name="Last">The number of the last message among the messages to the account.</param>
internal readonly record struct PrivateDelivery(ulong Number, ulong First, ulong Last);
