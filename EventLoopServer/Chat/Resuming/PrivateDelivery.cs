namespace EventLoopServer.Chat.Resuming;

/// <summary>Stored private messages that have numbers in the stream of one session.</summary>
/// <param name="Number">The number of the first one in the stream.</param>
/// <param name="First">Its number among the messages to its account.</param>
/// <param name="Last">The number of the last one there.</param>
internal readonly record struct PrivateDelivery(ulong Number, ulong First, ulong Last);
