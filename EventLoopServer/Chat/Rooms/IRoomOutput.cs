using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>Receives the events of rooms from the chat.</summary>
internal interface IRoomOutput
{
    /// <summary>Sends an event to all members of a room.</summary>
    /// <param name="room">The room.</param>
    /// <param name="e">The event. It is the same for all members.</param>
    /// <param name="speaker">
    /// The sender of the text, or null. If the sender's terminal has already shown the text, its
    /// client does not get the event.
    /// </param>
    void Send(Room room, in ServerEvent e, Member? speaker);

    /// <summary>Called when the room was removed.</summary>
    void End(Room room);
}
