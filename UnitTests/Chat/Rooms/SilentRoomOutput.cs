using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace UnitTests.Chat.Rooms;

/// <summary>Sends nothing.</summary>
internal sealed class SilentRoomOutput : IRoomOutput
{
    public void Send(Room room, in ServerEvent e, Member? speaker)
    {
    }

    public void End(Room room)
    {
    }
}
