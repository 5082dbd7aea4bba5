namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// Limits the bytes that the server sends because of one member's requests, and its messages while
/// the store has little space. A request above a limit is not refused: it waits, and runs when the
/// budget allows it.
/// </summary>
internal interface IThrottle
{
    /// <summary>
    /// Most bytes of an answer that can be shortened; 0 when the budget is used up.
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
