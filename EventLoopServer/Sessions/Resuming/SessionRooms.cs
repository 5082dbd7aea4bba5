using System.Text;
using EventLoopServer.Chat.Rooms;

namespace EventLoopServer.Sessions.Resuming;

/// <summary>The rooms of a session whose member comes back.</summary>
internal static class SessionRooms
{
    /// <summary>
    /// The room with this name. A room in which nothing was sent is not stored, and an empty one is
    /// removed: it is made again, because for its member it is still there.
    /// </summary>
    /// <returns>
    /// Null when there are too many rooms, or meanwhile another one with a similar name.
    /// </returns>
    public static Room? Find(RoomDirectory directory, string room)
    {
        byte[] name = Encoding.UTF8.GetBytes(room);
        return directory.FindAlike(name) is null
            ? directory.FindOrMakeRoom(name, lines: null)
            : null;
    }
}
