namespace EventLoopServer.Chat.Rooms;

/// <summary>The membership of a member in a room, with its index in the room's list.</summary>
internal sealed class Membership(Member member, Room room)
{
    public Member Member { get; } = member;

    public Room Room { get; } = room;

    public int Position { get; set; }
}
