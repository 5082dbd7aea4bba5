namespace EventLoopServer.Observability;

/// <summary>
/// The totals at one moment. The difference of two samples is the work between them. A sample
/// object is reused for new totals, so that the loop allocates nothing.
/// </summary>
internal sealed class StatsSample
{
    private readonly long[] _phaseNs = new long[ServerStats.Phases];
    private readonly long[] _longTurns = new long[ServerStats.LongTurnKinds];

    public long Turns { get; private set; }

    public long Requests { get; private set; }

    public long Sends { get; private set; }

    public long BytesIn { get; private set; }

    public long BytesOut { get; private set; }

    /// <summary>Bytes that the reactor's thread has allocated.</summary>
    public long LoopAllocated { get; private set; }

    /// <summary>Bytes that all threads have allocated.</summary>
    public long AllAllocated { get; private set; }

    public int Gen0 { get; private set; }

    public int Gen1 { get; private set; }

    public int Gen2 { get; private set; }

    public ReadOnlySpan<long> PhaseNs => _phaseNs;

    public ReadOnlySpan<long> LongTurns => _longTurns;

    /// <summary>Reads the current totals. Call it on the reactor's thread.</summary>
    public void Read(ServerStats stats)
    {
        stats.PhaseNs.CopyTo(_phaseNs, 0);
        stats.LongTurns.CopyTo(_longTurns, 0);
        Turns = stats.Turns;
        Requests = stats.Requests;
        Sends = stats.Sends;
        BytesIn = stats.BytesIn;
        BytesOut = stats.BytesOut;
        LoopAllocated = GC.GetAllocatedBytesForCurrentThread();
        AllAllocated = GC.GetTotalAllocatedBytes();
        Gen0 = GC.CollectionCount(0);
        Gen1 = GC.CollectionCount(1);
        Gen2 = GC.CollectionCount(2);
    }
}
