using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Timing;

namespace EventLoopServer.Transport.Legacy;

/// <summary>
/// The filter of a legacy client. Such a client treats each receive as one message. So no send is
/// longer than one receive of the client, and a pause follows each send. Each line begins with a
/// line break. The line break is omitted when no output is before the line. A legacy client notices
/// the end of its connection only by a reset. The filter is also the timer of the pause.
/// </summary>
internal sealed class LegacyFilter : LoopTimer, ITransportFilter
{
    /// <summary>
    /// The pause after each send, in ms. Output that arrives during the pause is sent together
    /// after it, with line breaks between the lines. Without the pause, output would be joined to
    /// bytes that the client has not received yet. A legacy program prints a line in less time, and
    /// people do not notice the pause.
    /// </summary>
    public const long PauseMs = 50;

    /// <summary>
    /// The time in which the last output arrives before the reset, in ms. It is not shorter while
    /// the server stops, because a reset overtakes bytes that have not arrived.
    /// </summary>
    public const long GoodbyeMs = 500;

    /// <summary>
    /// The pause of a client with much pending output, in ms. A lost line break is better than
    /// closing the client as a slow reader.
    /// </summary>
    private const long ShortPauseMs = 5;

    /// <summary>Pending bytes above which the short pause is used.</summary>
    private const int BehindBytes = 8 * 1024;

    /// <summary>The most segments of the ring that one receive of the client can span.</summary>
    private const int MaxSegments = 8;

    private readonly Connection _connection;
    private readonly LegacyServices _services;
    private readonly int _receiveBytes;

    /// <param name="connection">A new connection.</param>
    /// <param name="services">Services that all such filters share.</param>
    /// <param name="receiveBytes">Bytes that the client receives at a time.</param>
    public LegacyFilter(Connection connection, LegacyServices services, int receiveBytes)
    {
        (_connection, _services, _receiveBytes) = (connection, services, receiveBytes);
        connection.Transport.ResetAtEnd();
    }

    /// <summary>When bytes were last sent, by the turn clock.</summary>
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
    /// Sends as many lines as fit into one receive of the client. These programs end when a receive
    /// ends inside a character. The line break after the last line is dropped. It belongs to the
    /// next line, which begins a new receive and needs none.
    /// </summary>
    public int NextSend(RingBuffer ring, int maxBytes, out int leftOut)
    {
        leftOut = 0;
        if (ring.Count <= _receiveBytes)
        {
            return ring.Count;
        }

        // One byte more than a receive shows whether a line ends exactly there.
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

    /// <summary>Sends the output that waited for the end of the pause.</summary>
    public override void Fire() => _services.SendPending(_connection);

    public override void Failed(Exception fault) =>
        _services.CloseQueue.ConnectionLost(_connection);
}
