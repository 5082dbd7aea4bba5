using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Polling;

/// <summary>Who is parked, and when.</summary>
/// <param name="HotLimit">Connections that may be hot before anybody is parked.</param>
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

    /// <summary>Nobody is ever parked.</summary>
    [Option("--park", "Whether silent clients are parked", Words = ["silent", "never"])]
    public bool IsOff { get; init; }

    /// <summary>Connections above which silent ones are parked.</summary>
    public int MaxHot => IsOff ? Never : HotLimit;

    /// <summary>
    /// 32 cost one call of 5 microseconds a turn. 64 looks cost 8 microseconds, a park with its
    /// wake-up 25: the silent pay little, and most who are silent for long stay so. 250 ms: under
    /// load these looks go by in the pause between two messages. 64 a turn: a park takes 3 to 6
    /// microseconds, so a turn grows by 0.4 ms at most.
    /// </summary>
    public static ParkingRule Default { get; } = new(32, 250, 64) { MinPolls = 64 };
}
