using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Polling;

/// <summary>
/// The rule that decides when silent connections are parked. A new connection is parked when both
/// limits (time and polls) are reached. After a wake-up, a connection has a second chance, as in
/// the page replacement of that name. It is then parked only when both limits were reached twice.
/// So a crowd that arrives and stays silent is parked soon, and an active client is not parked
/// between two messages.
/// </summary>
/// <param name="HotLimit">Hot connections above which silent ones are parked.</param>
/// <param name="MinSilentMs">Milliseconds without a byte before a connection may be parked.</param>
/// <param name="ParksPerTurn">Connections that may be parked in one turn.</param>
internal sealed record ParkingRule(
    [property: Option(
        "--hot-limit",
        "Number of hot clients above which silent ones are parked",
        Min = 1,
        Max = 60_000)]
    int HotLimit,
    [property: Option(
        "--park-after",
        "Above --hot-limit, a client may be parked when it was silent for this time and for "
            + "the polls of --park-looks",
        Unit = OptionUnit.Milliseconds,
        Max = 3_600_000)]
    long MinSilentMs,
    int ParksPerTurn) : IOptionRecord
{
    /// <summary>The limit that means never.</summary>
    public const int Never = int.MaxValue;

    /// <summary>
    /// Polls without a byte before a connection may be parked. An idle server rarely polls, so
    /// silence in all rooms does not soon park its clients.
    /// </summary>
    [Option(
        "--park-looks",
        "Above --hot-limit, a client may be parked when this number of polls found no byte "
            + "from it and the time of --park-after is over",
        Max = 1_000_000)]
    public int MinPolls { get; init; }

    /// <summary>True when no connection is ever parked.</summary>
    [Option("--park", "Whether silent clients are parked", Words = ["silent", "never"])]
    public bool IsOff { get; init; }

    /// <summary>Hot connections above which silent ones are parked.</summary>
    public int MaxHot => IsOff ? Never : HotLimit;

    /// <summary>
    /// The default values come from measurements. 32 hot connections cost one call of 5 µs a turn.
    /// 16 polls cost 2 to 6 µs, and a park with its wake-up costs 25 µs. Polling a crowd costs most
    /// in the turns before the crowd is parked. With limits of 250 ms and 64 polls, 4,000 silent
    /// arrivals cost three times as much in their first seconds. Other clients sent 20 messages a
    /// second meanwhile. A park takes 3 to 6 µs, so 64 parks prolong a turn by at most 0.4 ms.
    /// </summary>
    public static ParkingRule Default { get; } = new(32, 100, 64) { MinPolls = 16 };
}
