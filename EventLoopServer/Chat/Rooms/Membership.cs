namespace EventLoopServer.Chat.Rooms;

/// <summary>A member in a room: where in the room's list it stands.</summary>
internal sealed class Membership(Member member, Room room)
{
    public Member Member { get; } = member;

    public Room Room { get; } = room;

    public int Position { get; set; }
}
