namespace EventLoopServer.Observability;

/// <summary>What the loop did between two samples, a second and a turn.</summary>
internal sealed record LoopRates
{
    private const double NsPerUs = 1e3;
    private const double NsPerSecond = 1e9;

    private readonly long[] _phaseNs = new long[ServerStats.Phases];
    private readonly long[] _longTurns = new long[ServerStats.LongTurnKinds];
    private readonly long _ns;
    private readonly long _turns;

    public LoopRates(StatsSample from, StatsSample to)
    {
        for (int i = 0; i < _phaseNs.Length; i++)
        {
            _phaseNs[i] = to.PhaseNs[i] - from.PhaseNs[i];
            _ns += _phaseNs[i];
        }

        for (int i = 0; i < _longTurns.Length; i++)
        {
            _longTurns[i] = to.LongTurns[i] - from.LongTurns[i];
        }

        _turns = to.Turns - from.Turns;
        Turns = PerSecond(_turns);
        Requests = PerSecond(to.Requests - from.Requests);
        Sends = PerSecond(to.Sends - from.Sends);
        BytesIn = PerSecond(to.BytesIn - from.BytesIn);
        BytesOut = PerSecond(to.BytesOut - from.BytesOut);
        LoopAllocated = PerSecond(to.LoopAllocated - from.LoopAllocated);

        // The runtime counts the threads' last kilobytes later: all are at least one of them.
        AllAllocated = Math.Max(LoopAllocated, PerSecond(to.AllAllocated - from.AllAllocated));
        Gen0 = to.Gen0 - from.Gen0;
        Gen1 = to.Gen1 - from.Gen1;
        Gen2 = to.Gen2 - from.Gen2;
    }

    /// <summary>How long it was. The phases are all of it.</summary>
    public double Seconds => _ns / NsPerSecond;

    /// <summary>Turns a second.</summary>
    public double Turns { get; }

    /// <summary>Turns of more than 1 ms in which others had to wait.</summary>
    public long OverOneMs => _longTurns[0];

    public long OverTenMs => _longTurns[1];

    public long OverHundredMs => _longTurns[2];

    /// <summary>Requests a second: messages and commands.</summary>
    public double Requests { get; }

    /// <summary>Sends a second; one takes all that a turn has for a client.</summary>
    public double Sends { get; }

    /// <summary>Bytes received a second.</summary>
    public double BytesIn { get; }

    /// <summary>Bytes sent a second.</summary>
    public double BytesOut { get; }

    /// <summary>Bytes that the reactor's thread allocated in a second.</summary>
    public double LoopAllocated { get; }

    /// <summary>Bytes that all threads allocated in a second.</summary>
    public double AllAllocated { get; }

    /// <summary>Collections of the youngest objects alone, and all above.</summary>
    public int Gen0 { get; }

    public int Gen1 { get; }

    public int Gen2 { get; }

    /// <summary>Microseconds that a turn spends in a phase, on average.</summary>
    public double Us(Phase phase) =>
        Math.Round(_phaseNs[(int)phase] / NsPerUs / Math.Max(1, _turns), 1);

    /// <summary>The part of the time that a phase took, in percent.</summary>
    public double Share(Phase phase) =>
        Math.Round(100.0 * _phaseNs[(int)phase] / Math.Max(1, _ns), 1);

    /// <summary>Whole numbers, but for small ones: a loop that sleeps turns now and then.</summary>
    private double PerSecond(long number)
    {
        double rate = number * NsPerSecond / Math.Max(1, _ns);
        return Math.Round(rate, rate < 10 ? 1 : 0);
    }
}
