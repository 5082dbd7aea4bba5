namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// Limits on the bytes that one member's requests make the server send. A request that may not run
/// yet is kept, and runs again by itself when there is room for it: nothing is refused.
/// </summary>
internal interface IThrottle
{
    /// <summary>
    /// Bytes that an answer may have which can be shortened: 0 when the budget is used up.
    /// </summary>
    int AnswerBytes { get; }

    /// <summary>Whether a request may send to a room now.</summary>
    /// <param name="room">The room.</param>
    /// <param name="bytes">About how many bytes each of its members gets.</param>
    bool MaySendTo(Room room, int bytes);

    /// <summary>The same for a private message.</summary>
    bool MaySendTo(Member receiver, int bytes);

    /// <summary>Whether a request with a long answer (a list, a history) may run now.</summary>
    bool MayBeAnswered();
}
