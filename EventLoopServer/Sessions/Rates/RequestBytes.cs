namespace EventLoopServer.Sessions.Rates;

/// <summary>
/// The bytes that the server sends because of the running request. One object is used for all
/// requests. A message to many clients counts once, because each client receives it once.
/// </summary>
internal sealed class RequestBytes
{
    private long _toRooms;
    private int _toOthers;

    /// <summary>Bytes for the client that sent the request.</summary>
    public long Answered { get; private set; }

    /// <summary>
    /// Bytes for other clients: the sum over the rooms, and the longest message to one member.
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
