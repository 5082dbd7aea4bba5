using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>Receives the events of rooms from the chat.</summary>
internal interface IRoomOutput
{
    /// <summary>Sends an event to all members of a room.</summary>
    /// <param name="room">The room.</param>
    /// <param name="e">The event; the same for all.</param>
    /// <param name="speaker">
    /// The sender of the text. Its client does not get the event when its terminal has already
    /// shown the text. Null: all members get the event.
    /// </param>
    void Tell(Room room, in ServerEvent e, Member? speaker);

    /// <summary>The room was removed.</summary>
    void End(Room room);
}
