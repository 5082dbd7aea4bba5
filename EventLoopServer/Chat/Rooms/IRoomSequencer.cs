namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// Puts the proposals for all rooms into one order. Each is applied once, on the reactor's thread,
/// with <see cref="Room.Apply"/>: at once or, with several servers, at its place in the common
/// order. The proposals of one member to one room keep their order.
/// </summary>
internal interface IRoomSequencer
{
    void Propose(Room room, in RoomProposal proposal);
}
