using Microsoft.Extensions.Logging;

namespace EventLoopServer.Observability;

/// <summary>
/// Writes the server's figures as log lines. The answer to a user who requests them has the same
/// lines.
/// </summary>
internal static class StatsLog
{
    private const double Mebi = 1024 * 1024;

    public static void Write(ILogger log, LoopRates rates, ResourceCounts now, ServerStats totals)
    {
        Log.StatsTurns(log, Math.Round(rates.Seconds, 1), rates.Turns);
        Log.StatsInput(
            log,
            rates.Us(Phase.Wait),
            rates.Share(Phase.Wait),
            rates.Us(Phase.Mailbox),
            rates.Share(Phase.Mailbox),
            rates.Us(Phase.Accept),
            rates.Share(Phase.Accept),
            rates.Us(Phase.Receive),
            rates.Share(Phase.Receive));
        Log.StatsOutput(
            log,
            rates.Us(Phase.Timers),
            rates.Share(Phase.Timers),
            rates.Us(Phase.Begin),
            rates.Share(Phase.Begin),
            rates.Us(Phase.Flush),
            rates.Share(Phase.Flush),
            rates.Us(Phase.Release),
            rates.Share(Phase.Release));
        Log.StatsLongTurns(log, rates.OverOneMs, rates.OverTenMs, rates.OverHundredMs);
        Log.StatsTraffic(log, rates.Requests, rates.Sends, rates.BytesIn, rates.BytesOut);
        Log.StatsClients(
            log,
            now.Clients,
            now.Hot,
            now.Parked,
            now.Receives,
            now.ReceivesMade,
            now.Parked,
            now.ParksMade);
        Log.StatsBuffers(
            log,
            now.Slices,
            now.SlicesMade,
            now.Rings,
            now.QueuedBytes,
            now.Slowest ?? "nobody",
            now.SlowestBytes);
        Log.StatsMemory(
            log,
            rates.LoopAllocated,
            rates.AllAllocated,
            rates.Gen0,
            rates.Gen1,
            rates.Gen2,
            Math.Round(now.WorkingSetBytes / Mebi, 1));
        Log.StatsTotals(
            log,
            totals.Accepted,
            totals.Refused,
            totals.AcceptFaults,
            totals.TlsHandshakes,
            totals.TlsFaults,
            totals.DiscardedBytes,
            totals.Bugs);
    }

    /// <summary>Returns the same lines as one text.</summary>
    public static string Lines(LoopRates rates, ResourceCounts now, ServerStats totals)
    {
        CapturingLogger lines = new CapturingLogger();
        Write(lines, rates, now, totals);
        return lines.Text;
    }
}
