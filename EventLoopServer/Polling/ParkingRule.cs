using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Polling;

/// <summary>
/// Which connections are parked, and when. A connection that has sent something since it was parked
/// the last time has a second chance, as in the page replacement of that name: it is parked when
/// both spans went by twice. The first park needs them once. So a crowd that arrives and stays
/// silent is parked soon, and one that talks is not parked between two messages.
/// </summary>
/// <param name="HotLimit">Connections that may be hot before any is parked.</param>
/// <param name="MinSilentMs">Milliseconds without a byte before one may be parked.</param>
/// <param name="ParksPerTurn">Connections parked in one turn at most.</param>
internal sealed record ParkingRule(
    [property: Option(
        "--hot-limit",
        "Clients that Select polls in each turn before silent ones are parked",
        Min = 1,
        Max = 60_000)]
    int HotLimit,
    [property: Option(
        "--park-after",
        "Silence after which a client may be parked",
        Unit = OptionUnit.Milliseconds,
        Max = 3_600_000)]
    long MinSilentMs,
    int ParksPerTurn)
{
    /// <summary>The limit that stands for never.</summary>
    public const int Never = int.MaxValue;

    /// <summary>
    /// How often one has been listed in vain before it may be parked. While the server has nothing
    /// to do nobody is listed: a room that was silent for an hour is as hot as it was.
    /// </summary>
    [Option(
        "--park-looks",
        "Polls without a byte after which a client may be parked",
        Max = 1_000_000)]
    public int MinPolls { get; init; }

    /// <summary>No connection is ever parked.</summary>
    [Option("--park", "Whether silent clients are parked", Words = ["silent", "never"])]
    public bool IsOff { get; init; }

    /// <summary>Connections above which silent ones are parked.</summary>
    public int MaxHot => IsOff ? Never : HotLimit;

    /// <summary>
    /// 32 hot ones cost one call of 5 microseconds a turn. 16 polls cost 2 to 6 microseconds, a
    /// park with its wake-up 25. Polling a crowd costs most in the turns before it is parked: with
    /// 250 ms and 64 polls, 4,000 silent arrivals beside 20 messages a second cost three times as
    /// much in the first seconds. 64 a turn: a park takes 3 to 6 microseconds, so a turn grows by
    /// 0.4 ms at most.
    /// </summary>
    public static ParkingRule Default { get; } = new(32, 100, 64) { MinPolls = 16 };
}
