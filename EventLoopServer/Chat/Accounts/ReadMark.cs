namespace EventLoopServer.Chat.Accounts;

/// <summary>How far a user has read a room.</summary>
/// <param name="Room">Its name, UTF-8.</param>
/// <param name="Incarnation">Its incarnation at that time.</param>
/// <param name="Sequence">The number of the last event that was read.</param>
internal sealed record ReadMark(byte[] Room, ulong Incarnation, ulong Sequence);
