using EventLoopServer.Web.Answers;
using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web.Metrics;

/// <summary>Answers to requests of HTTP.</summary>
internal static class HttpMetrics
{
    private const string Name = "tcpchat_http_requests_total";

    private static readonly (WebPart Part, string Name)[] s_parts =
        [.. Enum.GetValues<WebPart>().Select(static p => (p, $"{p}".ToLowerInvariant()))];

    private static readonly HttpStatus[] s_statuses =
        [.. Enum.GetValues<HttpStatus>().Where(static s => s != HttpStatus.Incomplete)];

    public static void Write(MetricsText text, HttpCounts counts)
    {
        text.Begin(Name, "counter", "Answers to requests of HTTP.");
        foreach ((WebPart part, string name) in s_parts)
        {
            foreach (HttpStatus status in s_statuses)
            {
                text.Row(
                    Name,
                    $"handler=\"{name}\",code=\"{(int)status}\"",
                    counts[part, status]);
            }
        }
    }
}
