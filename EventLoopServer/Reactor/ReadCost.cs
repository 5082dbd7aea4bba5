using EventLoopServer.Connections;
using EventLoopServer.Observability;

namespace EventLoopServer.Reactor;

/// <summary>The counters before a step. The cost of the step is calculated from them.</summary>
/// <param name="Requests">Requests decoded so far.</param>
/// <param name="SkippedItems">Items skipped so far.</param>
/// <param name="Records">Records decrypted so far.</param>
/// <param name="BodyBytes">Bytes of bodies received so far.</param>
internal readonly record struct ReadCost(
    long Requests, long SkippedItems, long Records, long BodyBytes)
{
    /// <summary>
    /// Bytes of a body that earn a unit. A receive of 8 KiB costs nine units. A receive of one
    /// packet (1,448 bytes) costs two and earns two, so a file in smaller pieces is slowed down.
    /// </summary>
    private const int EarningBytes = 512;

    public static ReadCost Before(ServerStats stats, Connection connection) =>
        new(
            stats.Requests,
            stats.SkippedItems,
            connection.Filter?.Records ?? 0,
            stats.BodyBytes);

    /// <returns>
    /// The units of work since <see cref="Before"/>, less the units that requests earned.
    /// </returns>
    public long Since(ServerStats stats, Connection connection, int receivedBytes)
    {
        long requests = stats.Requests - Requests;
        return (receivedBytes > 0 ? 1 : 0)
            + (requests == 0 ? receivedBytes / ReadPacing.UnitBytes : 0)
            + ((stats.SkippedItems - SkippedItems) / ReadPacing.UnitItems)
            + (connection.Filter?.Records ?? 0) - Records
            - (requests * ReadPacing.UnitsPerRequest)
            - ((stats.BodyBytes - BodyBytes) / EarningBytes);
    }
}
