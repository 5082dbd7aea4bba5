using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace UnitTests.Chat.Rooms;

/// <summary>Tells nobody.</summary>
internal sealed class SilentRoomOutput : IRoomOutput
{
    public void Tell(Room room, in ServerEvent e, Member? speaker)
    {
    }

    public void End(Room room)
    {
    }
}
