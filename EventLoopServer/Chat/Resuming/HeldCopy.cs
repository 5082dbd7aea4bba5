namespace EventLoopServer.Chat.Resuming;

/// <summary>
/// A copy of a private message that another device of the user has sent. It waits behind numbered
/// messages.
/// </summary>
/// <param name="TimeMs">The time in ms since 1970.</param>
/// <param name="Receiver">The name of the receiver.</param>
/// <param name="Text">The text.</param>
/// <param name="EmptyLines">The number of empty lines above the text.</param>
internal sealed record HeldCopy(long TimeMs, byte[] Receiver, byte[] Text, ulong EmptyLines);
