namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// Puts the proposals for all rooms into one order. Each proposal is applied once, on the reactor
/// thread, with <see cref="Room.Apply"/>. With one server, it is applied at once. With several
/// servers, it is applied at its place in the common order. The proposals of one member to one room
/// keep their order.
/// </summary>
internal interface IRoomSequencer
{
    void Propose(Room room, in RoomProposal proposal);
}
