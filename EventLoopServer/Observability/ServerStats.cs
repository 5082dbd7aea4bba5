namespace EventLoopServer.Observability;

/// <summary>
/// What the loop counts while it runs. Written by the reactor thread alone; a number is the total
/// since the start unless it says otherwise.
/// </summary>
internal sealed class ServerStats
{
    /// <summary>How many phases a turn has.</summary>
    public const int Phases = (int)Phase.Release + 1;

    /// <summary>How many kinds of long turns are counted.</summary>
    public const int LongTurnKinds = 3;

    /// <summary>Turns that took longer than so many milliseconds, the wait not counted.</summary>
    private static readonly long[] s_longMs = [1, 10, 100];

    public long Turns { get; set; }

    /// <summary>Turns of more than 1, 10 and 100 ms in which others had to wait.</summary>
    public long[] LongTurns { get; } = new long[LongTurnKinds];

    /// <summary>
    /// Nanoseconds spent in each <see cref="Phase"/>; together, all since the start.
    /// </summary>
    public long[] PhaseNs { get; } = new long[Phases];

    public long Accepted { get; set; }

    public long Refused { get; set; }

    /// <summary>Connections that failed before they were served.</summary>
    public long AcceptFaults { get; set; }

    public long Closed { get; set; }

    public long Requests { get; set; }

    /// <summary>Items without a meaning that were decoded: blank lines, for example.</summary>
    public long SkippedItems { get; set; }

    /// <summary>Pauses of reading because bytes cost work and made no requests.</summary>
    public long ReadPauses { get; set; }

    public long Flushes { get; set; }

    public long Sends { get; set; }

    /// <summary>Sends that the kernel did not take whole.</summary>
    public long PartialSends { get; set; }

    public long BytesIn { get; set; }

    public long BytesOut { get; set; }

    /// <summary>Park operations ever made: as many as were parked at once.</summary>
    public int ParkOperations { get; set; }

    /// <summary>Connections put to wait with a zero-byte receive.</summary>
    public long Parks { get; set; }

    /// <summary>Parked connections that came back through the mailbox.</summary>
    public long Wakes { get; set; }

    /// <summary>Wake-ups that found nothing to read.</summary>
    public long SpuriousWakes { get; set; }

    /// <summary>Wake-ups for a connection that was no longer waiting: ignored.</summary>
    public long StaleWakes { get; set; }

    /// <summary>Receives that pended although the socket was readable.</summary>
    public long PendedReceives { get; set; }

    /// <summary>Bytes that slow readers never got because they were closed.</summary>
    public long DiscardedBytes { get; set; }

    /// <summary>Nanoseconds of all turns, the waits not counted.</summary>
    public long BusyNs { get; private set; }

    /// <summary>TLS handshakes that succeeded.</summary>
    public long TlsHandshakes { get; set; }

    /// <summary>TLS connections closed for bytes that could not be right.</summary>
    public long TlsFaults { get; set; }

    public long Bugs { get; set; }

    /// <summary>A turn has ended.</summary>
    /// <param name="ns">How long it took, the wait not counted.</param>
    public void CountTurn(long ns)
    {
        Turns++;
        BusyNs += ns;
        for (int i = 0; i < LongTurnKinds && ns > s_longMs[i] * 1_000_000; i++)
        {
            LongTurns[i]++;
        }
    }
}
