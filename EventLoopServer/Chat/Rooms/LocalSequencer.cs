namespace EventLoopServer.Chat.Rooms;

/// <summary>Applies each proposal at once: a single server needs no other order.</summary>
internal sealed class LocalSequencer : IRoomSequencer
{
    public void Propose(Room room, in RoomProposal proposal) => room.Apply(proposal);
}
