namespace EventLoopServer.Chat.Storage;

/// <summary>A room whose lines have all expired.</summary>
/// <param name="Name">The room.</param>
/// <param name="LastDeleted">The number of the last line that was deleted.</param>
internal readonly record struct EmptiedRoom(string Name, ulong LastDeleted);
