using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Web.Metrics;

/// <summary>
/// The metrics of the store that are in memory. Reading the sizes of files could block the loop.
/// </summary>
internal static class StoreMetrics
{
    private static readonly StorePressure[] s_levels = Enum.GetValues<StorePressure>();

    public static void Write(MetricsText text, IChatStore store)
    {
        StorePressure now = store.Pressure;
        text.Counter(
            "tcpchat_store_appended_total", "Events handed to the store.", store.Appended);
        text.Counter("tcpchat_store_committed_total", "Events on disk.", store.Kept);
        text.Gauge(
            "tcpchat_store_pressure",
            "1 for the level that applies: none, high (senders wait), full (messages are "
                + "refused), failing (messages are not kept).",
            "level",
            s_levels.Select(l => ($"{l}".ToLowerInvariant(), l == now ? 1d : 0d)));
    }
}
