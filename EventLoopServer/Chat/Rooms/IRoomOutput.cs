using Protocol.Messages;

namespace EventLoopServer.Chat.Rooms;

/// <summary>Takes the events of rooms out of the chat.</summary>
internal interface IRoomOutput
{
    /// <summary>Tells everybody in a room something.</summary>
    /// <param name="room">The room.</param>
    /// <param name="e">What; the same for all.</param>
    /// <param name="speaker">
    /// Whose words they are: a member whose terminal shows already what was typed does not get
    /// them. Null when everybody gets them.
    /// </param>
    void Tell(Room room, in ServerEvent e, Member? speaker);

    /// <summary>The room is no more.</summary>
    void End(Room room);
}
