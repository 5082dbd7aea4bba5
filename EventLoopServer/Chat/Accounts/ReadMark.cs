namespace EventLoopServer.Chat.Accounts;

/// <summary>How far a user has read a room.</summary>
/// <param name="Room">The room's name, UTF-8.</param>
/// <param name="Incarnation">The room's incarnation when the mark was set.</param>
/// <param name="Sequence">The number of the last event that the user read.</param>
internal sealed record ReadMark(byte[] Room, ulong Incarnation, ulong Sequence);
