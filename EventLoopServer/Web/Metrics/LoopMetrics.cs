using EventLoopServer.Observability;

namespace EventLoopServer.Web.Metrics;

/// <summary>
/// The metrics of the loop: turns, their phases and lengths, traffic and buffers.
/// </summary>
internal static class LoopMetrics
{
    private const string TurnTimes = "tcpchat_loop_turn_duration_seconds";

    private const double NsPerSecond = 1e9;

    private static readonly string[] s_phases =
        [.. Enum.GetNames<Phase>().Select(static n => n.ToLowerInvariant())];

    public static void Write(MetricsText text, MetricsSources sources)
    {
        ServerStats stats = sources.Loop.Stats;
        text.Counter("tcpchat_loop_turns_total", "Turns of the loop.", stats.Turns);
        text.Counter(
            "tcpchat_loop_phase_seconds_total",
            "Time in each phase of the turns; in wait the loop polls or sleeps.",
            "phase",
            s_phases.Select((name, n) => (name, stats.PhaseNs[n] / NsPerSecond)));
        WriteTurnTimes(text, stats);
        text.Counter(
            "tcpchat_loop_allocated_bytes_total",
            "Managed memory allocated by the loop's thread.",
            GC.GetAllocatedBytesForCurrentThread());
        text.Counter("tcpchat_received_bytes_total", "Bytes received.", stats.BytesIn);
        text.Counter("tcpchat_sent_bytes_total", "Bytes sent.", stats.BytesOut);
        text.Counter(
            "tcpchat_discarded_bytes_total",
            "Bytes of output discarded at the close of their connections.",
            stats.DiscardedBytes);
        text.Counter(
            "tcpchat_sends_total",
            "Sends; one has all output of a turn for a connection.",
            stats.Sends);
        text.Counter(
            "tcpchat_read_pauses_total",
            "Pauses of reading, for bytes that caused work without making requests.",
            stats.ReadPauses);
        text.Gauge("tcpchat_buffers_in_use", "Buffers in use.", sources.Slab.Rented);
        text.Gauge("tcpchat_buffers", "Buffers that exist.", sources.Slab.Made);
        text.Gauge(
            "tcpchat_background_jobs_queued",
            "Jobs that wait for a background thread.",
            "queue",
            sources.Workers.Select(static w => (w.Queue, (double)w.Worker.Queued)));
        text.Counter(
            "tcpchat_bugs_total",
            "Internal faults; each is in the log and closed at most one connection.",
            stats.Bugs);
    }

    private static void WriteTurnTimes(MetricsText text, ServerStats stats)
    {
        text.Begin(TurnTimes, "histogram", "Lengths of the turns, the wait not included.");
        ReadOnlySpan<long> counts = stats.TurnTimes.Counts;
        ReadOnlySpan<long> bounds = TurnHistogram.BoundsNs;
        long sum = 0;
        for (int bucket = 0; bucket < counts.Length; bucket++)
        {
            sum += counts[bucket];
            string bound = bucket < bounds.Length ? MetricsText.Seconds(bounds[bucket]) : "+Inf";
            text.Row($"{TurnTimes}_bucket", $"le=\"{bound}\"", sum);
        }

        text.Row($"{TurnTimes}_sum", stats.BusyNs / NsPerSecond);
        text.Row($"{TurnTimes}_count", sum);
    }
}
