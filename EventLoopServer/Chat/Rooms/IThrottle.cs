namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// Limits one member. The member's requests make the server send bytes, and the number of these
/// bytes is limited. While the store has little space, the member's messages are limited too. A
/// request above a limit is not refused: it waits, and runs when the budget allows it.
/// </summary>
internal interface IThrottle
{
    /// <summary>
    /// The most bytes that an answer may have now; 0 when the budget is used up. It is for commands
    /// that can shorten their answer, such as a history.
    /// </summary>
    int AnswerBytes { get; }

    /// <summary>
    /// True when the store has space for a message, and no message of another client has waited
    /// longer.
    /// </summary>
    bool MayBeStored();

    /// <summary>True when a request may send to a room now.</summary>
    /// <param name="room">The room.</param>
    /// <param name="bytes">
    /// The approximate number of bytes that each member of the room gets.
    /// </param>
    bool MaySendTo(Room room, int bytes);

    /// <summary>True when a private message may be sent to this member now.</summary>
    bool MaySendTo(Member receiver, int bytes);

    /// <summary>True when a request with a long answer (a list, a history) may run now.</summary>
    bool MayBeAnswered();
}
