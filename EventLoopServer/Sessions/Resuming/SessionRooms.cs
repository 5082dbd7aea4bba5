using System.Text;
using EventLoopServer.Chat.Rooms;

namespace EventLoopServer.Sessions.Resuming;

/// <summary>The rooms of a session whose member resumes.</summary>
internal static class SessionRooms
{
    /// <summary>
    /// Finds the room with this name, or creates it again. The server removes an empty room, and
    /// does not store a room without messages. But the resuming member still expects the room.
    /// </summary>
    /// <returns>
    /// Null when there are too many rooms, or when a room with a similar name was created
    /// meanwhile.
    /// </returns>
    public static Room? Find(RoomDirectory directory, string room)
    {
        byte[] name = Encoding.UTF8.GetBytes(room);
        return directory.FindAlike(name) is null
            ? directory.FindOrMakeRoom(name, lines: null)
            : null;
    }
}
