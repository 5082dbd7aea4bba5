namespace EventLoopServer.Readiness;

/// <summary>Who is parked, and when.</summary>
/// <param name="HotLimit">Connections that may be hot before anybody is parked.</param>
/// <param name="MinSilentMs">Milliseconds without a byte before one may be parked.</param>
/// <param name="ParksPerTurn">Connections parked in one turn at most.</param>
internal sealed record ParkingRule(int HotLimit, long MinSilentMs, int ParksPerTurn)
{
    /// <summary>The limit that stands for never.</summary>
    public const int Never = int.MaxValue;

    /// <summary>
    /// 2 s: somebody in a conversation is not parked between two sentences. 64 a turn: a park costs
    /// 3 to 6 microseconds, so a turn grows by 0.4 ms at most.
    /// </summary>
    public static ParkingRule Default { get; } = new(512, 2000, 64);
}
