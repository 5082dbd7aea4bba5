namespace EventLoopServer.Observability;

/// <summary>The work of the loop between two samples, per second and per turn.</summary>
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

        // The runtime adds the last kilobytes of each thread to the total later. So the total may
        // be less than the loop's part, which is used as its minimum.
        AllAllocated = Math.Max(LoopAllocated, PerSecond(to.AllAllocated - from.AllAllocated));
        Gen0 = to.Gen0 - from.Gen0;
        Gen1 = to.Gen1 - from.Gen1;
        Gen2 = to.Gen2 - from.Gen2;
    }

    /// <summary>The time between the samples, which is the sum of all phases.</summary>
    public double Seconds => _ns / NsPerSecond;

    /// <summary>Turns a second.</summary>
    public double Turns { get; }

    /// <summary>
    /// Turns longer than 1 ms without the wait. Other clients had to wait during these turns.
    /// </summary>
    public long OverOneMs => _longTurns[0];

    public long OverTenMs => _longTurns[1];

    public long OverHundredMs => _longTurns[2];

    /// <summary>Requests a second: messages and commands.</summary>
    public double Requests { get; }

    /// <summary>Sends a second. One send contains all output of a turn for one client.</summary>
    public double Sends { get; }

    /// <summary>Bytes received a second.</summary>
    public double BytesIn { get; }

    /// <summary>Bytes sent a second.</summary>
    public double BytesOut { get; }

    /// <summary>Bytes that the reactor's thread allocated in a second.</summary>
    public double LoopAllocated { get; }

    /// <summary>Bytes that all threads allocated in a second.</summary>
    public double AllAllocated { get; }

    /// <summary>
    /// Garbage collections of generation 0. Collections of older generations also count here.
    /// </summary>
    public int Gen0 { get; }

    public int Gen1 { get; }

    public int Gen2 { get; }

    /// <summary>Microseconds that a turn spends in a phase, on average.</summary>
    public double Us(Phase phase) =>
        Math.Round(_phaseNs[(int)phase] / NsPerUs / Math.Max(1, _turns), 1);

    /// <summary>The share of a phase in the time, in percent.</summary>
    public double Share(Phase phase) =>
        Math.Round(100.0 * _phaseNs[(int)phase] / Math.Max(1, _ns), 1);

    /// <summary>
    /// Rounds to a whole number. Rates below 10 are rounded to one decimal, because a sleeping loop
    /// has few turns.
    /// </summary>
    private double PerSecond(long number)
    {
        double rate = number * NsPerSecond / Math.Max(1, _ns);
        return Math.Round(rate, rate < 10 ? 1 : 0);
    }
}
