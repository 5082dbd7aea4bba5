namespace EventLoopServer.Chat;

/// <summary>Nobody else proposes anything: the order is that of the calls.</summary>
internal sealed class LocalSequencer : IRoomSequencer
{
    public void Propose(Room room, in RoomProposal proposal) => room.Apply(proposal);
}
