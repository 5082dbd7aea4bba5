using EventLoopServer.Chat.Rooms;

namespace EventLoopServer.Chat;

/// <summary>Applies each proposal at once, because a single server needs no other order.</summary>
internal sealed class LocalSequencer : IRoomSequencer
{
    public void Propose(Room room, in RoomProposal proposal) => room.Apply(proposal);
}
