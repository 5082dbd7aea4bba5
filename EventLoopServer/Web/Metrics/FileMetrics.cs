using EventLoopServer.Chat.Files;

namespace EventLoopServer.Web.Metrics;

/// <summary>Shared files and their transfers.</summary>
internal static class FileMetrics
{
    public static void Write(MetricsText text, FileShares files)
    {
        text.Gauge("tcpchat_files", "Shared files.", files.Count);
        text.Gauge(
            "tcpchat_files_bytes",
            "Bytes that shared files count, those of offered ones included.",
            files.Bytes + files.OfferedBytes);
        text.Gauge(
            "tcpchat_file_transfers",
            "Files that are being received or sent.",
            "direction",
            [("received", files.Counts.Uploads), ("sent", files.Counts.Downloads)]);
        text.Counter(
            "tcpchat_file_received_bytes_total",
            "Bytes of files received.",
            files.Counts.ReceivedBytes);
        text.Counter(
            "tcpchat_file_sent_bytes_total", "Bytes of files sent.", files.Counts.SentBytes);
    }
}
