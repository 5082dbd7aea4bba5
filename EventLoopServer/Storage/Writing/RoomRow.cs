namespace EventLoopServer.Storage.Writing;

/// <summary>A room as the writer remembers it.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Incarnation">The one that its row has.</param>
internal sealed record RoomRow(long Id, ulong Incarnation);
