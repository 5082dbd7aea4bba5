using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Timing;

namespace EventLoopServer.Reactor;

/// <summary>
/// Limits the work of the loop for bytes that contain no requests. Examples are a line without an
/// end, a line in single bytes, blank lines, and TLS records of one byte. A connection above its
/// budget is not read until a timer fires. Its bytes wait in the kernel. No byte is lost, and the
/// next receive takes all bytes that arrived meanwhile.
/// </summary>
/// <remarks>
/// A unit of work is a receive, a decrypted record, 1 KiB that no request used, or 64 skipped items
/// (blank lines). Each takes 3 to 7 µs. A token bucket counts units. Requests earn units, because
/// they have a rate limit of their own.
/// </remarks>
/// <param name="services">The clock, the timers and the counters.</param>
/// <param name="bytesPerTurn">See <see cref="BytesPerTurn"/>.</param>
/// <param name="unitsPerSecond">
/// Units that one connection may use per second, after its burst; 0 for no limit.
/// </param>
internal sealed class ReadPacing(LoopServices services, int bytesPerTurn, int unitsPerSecond)
{
    /// <summary>
    /// Units that may be used at once. A TLS handshake needs about 8. A line that is typed on a
    /// terminal in character mode needs one for each key.
    /// </summary>
    public const int BurstUnits = 32;

    /// <summary>
    /// Units that a request earns. A program may write a message in four parts, and a TCP segment
    /// of the internet (1,448 bytes) carries a third of the longest message.
    /// </summary>
    public const int UnitsPerRequest = 4;

    /// <summary>Bytes without a request that count as one unit.</summary>
    public const int UnitBytes = 1024;

    /// <summary>
    /// Skipped items that count as one unit. One item takes about 50 ns to decode.
    /// </summary>
    public const int UnitItems = 64;

    /// <summary>
    /// Above this number of paused connections, each pause is longer in proportion. So all paused
    /// connections together cost at most 2,560 units a second, which is 2 % of a core.
    /// </summary>
    public const int FullRateConnections = 256;

    private readonly TimerQueue _timers = services.Timers;
    private readonly TurnClock _clock = services.Clock;
    private readonly ServerStats _stats = services.Stats;

    /// <summary>Units that one connection may use per second; 0: no limit.</summary>
    public int UnitsPerSecond { get; set; } = unitsPerSecond;

    private long UnitUs => UnitsPerSecond > 0 ? 1_000_000 / UnitsPerSecond : 0;

    /// <summary>Bytes of one connection after which a turn stops reading it.</summary>
    public int BytesPerTurn => bytesPerTurn;

    /// <summary>Connections that are paused now.</summary>
    public int Paused { get; private set; }

    /// <summary>
    /// Charges the work of one step to a connection. Above the budget, a pause begins.
    /// </summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="units">
    /// Units of work, less the units that requests earned; may be negative.
    /// </param>
    /// <returns>The length of the pause that begins, in ms; 0 if none begins.</returns>
    public long Charge(Connection connection, long units)
    {
        ref TokenBucket work = ref connection.ReadWorkUs;
        if (UnitUs == 0 || (units <= 0 && work.PaidAt == 0))
        {
            return 0;
        }

        long nowUs = _clock.NowMs * 1000;
        work.Take(nowUs, units * UnitUs);
        if (work.IsFull(nowUs))
        {
            work = default;
        }

        long overUs = -work.Left(nowUs, BurstUnits * UnitUs);
        if (overUs <= 0 || !connection.IsOpen || connection.IsThrottled)
        {
            return 0;
        }

        Paused++;
        _stats.ReadPauses++;
        connection.IsThrottled = true;
        int factor = (Paused + FullRateConnections - 1) / FullRateConnections;
        return (overUs + 999) / 1000 * factor;
    }

    /// <summary>Ends a pause, because its time is over or its connection closes.</summary>
    public void End(Connection connection)
    {
        if (connection.IsThrottled)
        {
            connection.IsThrottled = false;
            _timers.Cancel(connection.ReadPause!);
            Paused--;
        }
    }

    /// <summary>
    /// Uses up the rest of the burst after a pause. So a long pause does not give the connection a
    /// new burst.
    /// </summary>
    public void SpendBurst(Connection connection)
    {
        long nowUs = _clock.NowMs * 1000;
        ref TokenBucket work = ref connection.ReadWorkUs;
        work.Take(nowUs, Math.Max(work.Left(nowUs, BurstUnits * UnitUs), 0));
    }
}
