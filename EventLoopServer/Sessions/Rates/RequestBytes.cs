namespace EventLoopServer.Sessions.Rates;

/// <summary>
/// The bytes that the running request makes the server send. One object is used for all requests.
/// Bytes that many clients receive alike count once, because each client reads them once.
/// </summary>
internal sealed class RequestBytes
{
    private long _toRooms;
    private int _toOthers;

    /// <summary>Bytes for the client that sent the request.</summary>
    public long Answered { get; private set; }

    /// <summary>
    /// Bytes for others: those of each room, and the longest message to one member.
    /// </summary>
    public long Sent => _toRooms + _toOthers;

    public void Clear()
    {
        _toRooms = 0;
        _toOthers = 0;
        Answered = 0;
    }

    public void AddToRoom(int bytes) => _toRooms += bytes;

    public void AddToOther(int bytes) => _toOthers = Math.Max(_toOthers, bytes);

    public void AddAnswer(int bytes) => Answered += bytes;
}
