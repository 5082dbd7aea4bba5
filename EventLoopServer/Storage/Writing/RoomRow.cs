namespace EventLoopServer.Storage.Writing;

/// <summary>A cached room of the writer.</summary>
/// <param name="Id">The id of the room's row.</param>
/// <param name="Incarnation">The incarnation in the row.</param>
internal sealed record RoomRow(long Id, ulong Incarnation);
