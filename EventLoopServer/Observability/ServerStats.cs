using Protocol.Messages;

namespace EventLoopServer.Observability;

/// <summary>
/// The counters of the loop. Only the reactor thread writes them. A number is the total since the
/// start, unless its comment gives another meaning.
/// </summary>
internal sealed class ServerStats
{
    public const int Phases = (int)Phase.Release + 1;

    public const int LongTurnKinds = 3;

    /// <summary>A turn counts as long above each of these times, in ms without the wait.</summary>
    private static readonly long[] s_longMs = [1, 10, 100];

    public long Turns { get; set; }

    /// <summary>
    /// Turns longer than 1, 10 and 100 ms without the wait. Other clients had to wait during these
    /// turns.
    /// </summary>
    public long[] LongTurns { get; } = new long[LongTurnKinds];

    /// <summary>
    /// Nanoseconds spent in each <see cref="Phase"/>. Their sum is the time since the start.
    /// </summary>
    public long[] PhaseNs { get; } = new long[Phases];

    public long Accepted { get; set; }

    public long Refused { get; set; }

    /// <summary>Connections that failed before they were served.</summary>
    public long AcceptFaults { get; set; }

    public long Closed { get; set; }

    public long Requests { get; set; }

    /// <summary>Decoded items without a meaning, such as blank lines.</summary>
    public long SkippedItems { get; set; }

    /// <summary>
    /// Pauses in reading a client whose bytes caused work but contained no requests.
    /// </summary>
    public long ReadPauses { get; set; }

    public long Flushes { get; set; }

    public long Sends { get; set; }

    /// <summary>
    /// Pieces of plain output that were put into a ring to be sent when the socket is writable.
    /// </summary>
    public long PartialSends { get; set; }

    public long BytesIn { get; set; }

    public long BytesOut { get; set; }

    /// <summary>
    /// Park operations created so far. This is also the highest number of connections parked at the
    /// same time.
    /// </summary>
    public int ParkOperations { get; set; }

    /// <summary>Connections that were parked with a zero-byte receive.</summary>
    public long Parks { get; set; }

    /// <summary>Parked connections that woke up, through the mailbox.</summary>
    public long Wakes { get; set; }

    /// <summary>Wake-ups that found nothing to read.</summary>
    public long SpuriousWakes { get; set; }

    /// <summary>Wake-ups of connections that were no longer parked. They are ignored.</summary>
    public long StaleWakes { get; set; }

    /// <summary>
    /// Receives that did not complete in the call, although the socket was readable.
    /// </summary>
    public long PendedReceives { get; set; }

    /// <summary>
    /// Bytes of output that were discarded because their connections were closed.
    /// </summary>
    public long DiscardedBytes { get; set; }

    /// <summary>Nanoseconds of all turns, without the waits.</summary>
    public long BusyNs { get; private set; }

    /// <summary>TLS handshakes that succeeded.</summary>
    public long TlsHandshakes { get; set; }

    /// <summary>TLS connections closed for invalid bytes or another fault in TLS.</summary>
    public long TlsFaults { get; set; }

    /// <summary>Passwords of accounts that could not be hashed or compared.</summary>
    public long PasswordFaults { get; set; }

    /// <summary>True when the last new hash of a password is not of the best algorithm.</summary>
    public bool UsesPasswordFallback { get; set; }

    public long Bugs { get; set; }

    /// <summary>Turns by their length.</summary>
    public TurnHistogram TurnTimes { get; } = new();

    /// <summary>Bytes of bodies of accepted requests of HTTP.</summary>
    public long BodyBytes { get; set; }

    /// <summary>Closed connections by their <see cref="CloseReason"/>.</summary>
    public long[] ClosedBy { get; } = new long[(int)CloseReason.Bug + 1];

    /// <summary>Rejected connections by the number of their <c>AdmissionResult</c>.</summary>
    public long[] RefusedBy { get; } = new long[8];

    /// <summary>
    /// Requests by verb. The array has an element for each byte, because a client may send any byte
    /// as the verb.
    /// </summary>
    public long[] RequestsBy { get; } = new long[byte.MaxValue + 1];

    /// <summary>Input that could not be decoded to a request.</summary>
    public long InvalidRequests { get; set; }

    /// <summary>Refused requests by <see cref="RefusalCode"/>.</summary>
    public long[] RefusalsBy { get; } = new long[(int)Enum.GetValues<RefusalCode>().Max() + 1];

    /// <summary>Counts a turn at its end.</summary>
    /// <param name="ns">The time that it took, without the wait.</param>
    public void CountTurn(long ns)
    {
        Turns++;
        BusyNs += ns;
        TurnTimes.Add(ns);
        for (int i = 0; i < LongTurnKinds && ns > s_longMs[i] * 1_000_000; i++)
        {
            LongTurns[i]++;
        }
    }
}
