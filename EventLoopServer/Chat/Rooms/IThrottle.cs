namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// Limits one member: the bytes that the server sends because of its requests, and the messages
/// that it sends while the store has little space. A request above a limit is not refused: it
/// waits, and runs when the budget allows it.
/// </summary>
internal interface IThrottle
{
    /// <summary>
    /// The most bytes that an answer may have now, if the command can shorten it (a history). 0
    /// when the budget is used up.
    /// </summary>
    int AnswerBytes { get; }

    /// <summary>
    /// True when the store has space for a message, and no message of another client has waited
    /// longer.
    /// </summary>
    bool MayBeStored();

    /// <summary>True when a request may send to a room now.</summary>
    /// <param name="room">The room.</param>
    /// <param name="bytes">About the bytes that each member of the room gets.</param>
    bool MaySendTo(Room room, int bytes);

    /// <summary>True when a private message may be sent to this member now.</summary>
    bool MaySendTo(Member receiver, int bytes);

    /// <summary>True when a request with a long answer (a list, a history) may run now.</summary>
    bool MayBeAnswered();
}
