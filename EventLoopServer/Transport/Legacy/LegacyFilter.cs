using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Timing;

namespace EventLoopServer.Transport.Legacy;

/// <summary>
/// Stands between a session and a client of an older chat program, which takes each receive for one
/// message. So no send is longer than such a receive, each is followed by a pause, and each line
/// begins with a line break, which is left out where nothing stands before it. Such a client
/// notices its end only when it is reset. It is itself the timer of the pause.
/// </summary>
internal sealed class LegacyFilter : LoopTimer, ITransportFilter
{
    /// <summary>
    /// Pause after each send, in ms. Output of that time is sent together, with line breaks
    /// between. Sent at once, it would be joined to bytes that the client has not received yet. A
    /// program prints a line in less, and people do not notice it.
    /// </summary>
    public const long PauseMs = 50;

    /// <summary>
    /// How long the last output has to arrive before the reset, in ms. It is not shorter while the
    /// server stops, because a reset overtakes bytes in flight.
    /// </summary>
    public const long GoodbyeMs = 500;

    /// <summary>
    /// The pause of a client with much pending output, in ms: a close as too slow would be worse
    /// than a lost line break.
    /// </summary>
    private const long ShortPauseMs = 5;

    /// <summary>Pending bytes from which the short pause is used.</summary>
    private const int BehindBytes = 8 * 1024;

    /// <summary>Pieces in which a receive of the client may lie in the ring.</summary>
    private const int MaxSegments = 8;

    private readonly Connection _connection;
    private readonly LegacyServices _services;
    private readonly int _receiveBytes;

    /// <param name="connection">A new connection.</param>
    /// <param name="services">What all such filters share.</param>
    /// <param name="receiveBytes">Bytes that the client receives at a time.</param>
    public LegacyFilter(Connection connection, LegacyServices services, int receiveBytes)
    {
        (_connection, _services, _receiveBytes) = (connection, services, receiveBytes);
        connection.Transport.ResetAtEnd();
    }

    /// <summary>When something was sent last, by the turn clock.</summary>
    public long SentMs { get; private set; }

    public bool FiltersInput => false;

    public bool HasMore => false;

    public bool IsPaused => IsSet;

    public long ResetAfterMs => GoodbyeMs;

    public bool TryEncode(ReadOnlySpan<byte> plain, RingBuffer ring)
    {
        ReadOnlySpan<byte> lines = ring.Count == 0 ? plain[1..] : plain;
        return _connection.IsOpen ? ring.TryWrite(lines) : ring.TryWriteGoodbye(lines);
    }

    public int Decode(ReadOnlySpan<byte> wireBytes, Span<byte> plain, RingBuffer ring) =>
        throw new InvalidOperationException("What it receives is plain.");

    /// <summary>
    /// As many lines as fit into one receive: a receive that ends inside a character ends these
    /// programs. A break at the end belongs to the next line, which leaves without it.
    /// </summary>
    public int NextSend(RingBuffer ring, int mostBytes, out int leftOut)
    {
        leftOut = 0;
        if (ring.Count <= _receiveBytes)
        {
            return ring.Count;
        }

        // One byte more than it receives tells whether a line ends there.
        List<ArraySegment<byte>> segments = _services.Segments;
        ring.Peek(segments, _receiveBytes + 1, MaxSegments);
        int end = 0;
        for (int i = 0; i < segments.Count; i++)
        {
            end += segments[i].Count;
        }

        for (int i = segments.Count - 1; i >= 0; i--)
        {
            end -= segments[i].Count;
            int at = end + segments[i].AsSpan().LastIndexOf((byte)'\n');
            if (at >= Math.Max(1, end))
            {
                leftOut = 1;
                return at;
            }
        }

        return _receiveBytes;
    }

    public void Sent()
    {
        SentMs = _services.Clock.NowMs;
        long pauseMs = _connection.Ring.Count > BehindBytes ? ShortPauseMs : PauseMs;
        _services.Timers.Set(this, SentMs + pauseMs);
    }

    public void Release() => _services.Timers.Cancel(this);

    /// <summary>The pause is over: sends the output of that time.</summary>
    public override void Fire() => _services.SendPending(_connection);

    public override void Failed(Exception fault) =>
        _services.CloseQueue.ConnectionLost(_connection);
}
