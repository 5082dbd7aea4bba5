namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// Puts the proposals for all rooms into one order. Each is applied once, on the reactor's thread,
/// with <see cref="Room.Apply"/>: at once or, where others propose too, when its turn has come. The
/// proposals of one member to one room stay in their order.
/// </summary>
internal interface IRoomSequencer
{
    void Propose(Room room, in RoomProposal proposal);
}
