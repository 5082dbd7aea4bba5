namespace EventLoopServer.Sessions.Rates;

/// <summary>
/// The bytes that the request which runs makes the server send. One object, used again. What many
/// are sent alike counts once: it is what each of them has to read.
/// </summary>
internal sealed class RequestBytes
{
    private long _toRooms;
    private int _toOthers;

    /// <summary>Bytes for its sender.</summary>
    public long Answered { get; private set; }

    /// <summary>Bytes for others: of each room, and the longest message to one member.</summary>
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
