using EventLoopServer.Admission;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using Protocol.Dialects.Catalog;

namespace EventLoopServer.Web.Metrics;

/// <summary>
/// The open connections, counted in the connection table, and how connections began and ended.
/// </summary>
internal static class ConnectionMetrics
{
    private const string Name = "tcpchat_connections";

    /// <summary>The label of a client whose dialect is unknown.</summary>
    private const string Unknown = "unknown";

    /// <summary>
    /// The names of all dialects. HTTP is the only one of those that only recognise clients.
    /// </summary>
    private static readonly string[] s_dialects =
    [
        .. DialectCatalog.Sets
            .SelectMany(static set => set.Dialects)
            .Where(static d => d.CarriesChat)
            .Select(static d => d.Name)
            .Distinct()
            .Order(),
        "http",
        Unknown,
    ];

    private static readonly AdmissionResult[] s_refusals =
        [AdmissionResult.ServerFull, AdmissionResult.AddressFull, AdmissionResult.TooManyArrivals];

    private static readonly CloseReason[] s_reasons =
        [.. Enum.GetValues<CloseReason>().Where(static r => r != CloseReason.None)];

    public static void Write(MetricsText text, MetricsSources sources)
    {
        ServerStats stats = sources.Loop.Stats;
        WriteTable(text, sources.Loop);
        text.Gauge(
            "tcpchat_connections_polled",
            "Open connections: hot ones are polled, parked ones are silent and wait.",
            "set",
            [("hot", sources.Loop.Poller.HotCount), ("parked", sources.Loop.Poller.ParkedCount)]);
        text.Counter(
            "tcpchat_connections_accepted_total", "Connections accepted.", stats.Accepted);
        text.Counter(
            "tcpchat_connections_refused_total",
            "Connections rejected before they were served.",
            "reason",
            s_refusals.Select(r => ($"{r}", (double)stats.RefusedBy[(int)r])));
        text.Counter(
            "tcpchat_accept_faults_total",
            "Connections that failed before they were served.",
            stats.AcceptFaults);
        text.Counter(
            "tcpchat_connections_closed_total",
            "Connections closed, by the first reason.",
            "reason",
            s_reasons.Select(r => ($"{r}", (double)stats.ClosedBy[(int)r])));
        text.Counter(
            "tcpchat_tls_handshakes_total",
            "TLS handshakes that succeeded, and TLS connections closed for a fault.",
            "result",
            [("done", stats.TlsHandshakes), ("fault", stats.TlsFaults)]);
    }

    private static void WriteTable(MetricsText text, LoopServices loop)
    {
        var counts = new int[s_dialects.Length, 2, 2];
        long backlogBytes = 0;
        int backlogs = 0;
        for (int slot = 0; slot < loop.Table.SlotsUsed; slot++)
        {
            if (loop.Table[slot] is not { } connection)
            {
                continue;
            }

            int isTls = connection.Filter is { FiltersInput: true } ? 1 : 0;
            counts[IndexOf(connection), isTls, connection.IsOpen ? 0 : 1]++;
            backlogBytes += connection.Ring.Count;
            backlogs += connection.Ring.Count > 0 ? 1 : 0;
        }

        text.Begin(Name, "gauge", "Connections, by dialect.");
        for (int n = 0; n < counts.Length; n++)
        {
            (int dialect, int isTls, int state) = (n / 4, n / 2 % 2, n % 2);
            text.Row(
                Name,
                $"dialect=\"{s_dialects[dialect]}\",tls=\"{(isTls == 1 ? "yes" : "no")}\","
                    + $"state=\"{(state == 0 ? "open" : "closing")}\"",
                counts[dialect, isTls, state]);
        }

        text.Gauge("tcpchat_backlog_bytes", "Output that clients have not read.", backlogBytes);
        text.Gauge("tcpchat_backlog_connections", "Connections with such output.", backlogs);
    }

    private static int IndexOf(Connection connection)
    {
        string name = connection.Consumer?.ProtocolName ?? Unknown;
        int index = Array.IndexOf(s_dialects, name);
        return index >= 0 ? index : s_dialects.Length - 1;
    }
}
