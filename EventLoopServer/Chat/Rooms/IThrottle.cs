namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// Limits the bytes that one member's requests make the server send, and its messages to the space
/// in the store. A request above a limit is stored and runs again by itself when the budget allows
/// it. None is refused.
/// </summary>
internal interface IThrottle
{
    /// <summary>
    /// Bytes that an answer which can be shortened may have; 0 when the budget is used up.
    /// </summary>
    int AnswerBytes { get; }

    /// <summary>
    /// True when the store has space for a message. A message of another client that has waited
    /// longer comes first.
    /// </summary>
    bool MayBeStored();

    /// <summary>True when a request may send to a room now.</summary>
    /// <param name="room">The room.</param>
    /// <param name="bytes">About the bytes that each of its members gets.</param>
    bool MaySendTo(Room room, int bytes);

    /// <summary>The same for a private message.</summary>
    bool MaySendTo(Member receiver, int bytes);

    /// <summary>True when a request with a long answer (a list, a history) may run now.</summary>
    bool MayBeAnswered();
}
