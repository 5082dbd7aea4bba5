using EventLoopServer.Web.Answers;
using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web.Metrics;

/// <summary>
/// The answer with all metrics. It is made at most once a second for any number of requests, so
/// that requests cannot keep the loop busy.
/// </summary>
internal sealed class MetricsPage(MetricsSources sources, HttpCounts counts)
{
    /// <summary>The age, in ms, at which a request gets a new answer.</summary>
    private const long MaxAgeMs = 1000;

    private WebAnswer? _last;
    private long _lastMs;

    public WebAnswer Answer()
    {
        long nowMs = sources.Loop.Clock.NowMs;
        if (_last is null || nowMs - _lastMs >= MaxAgeMs)
        {
            _last = Make();
            _lastMs = nowMs;
        }

        return _last;
    }

    private WebAnswer Make()
    {
        var text = new MetricsText();
        ProcessMetrics.Write(text);
        LoopMetrics.Write(text, sources);
        ConnectionMetrics.Write(text, sources);
        HttpMetrics.Write(text, counts);
        ChatMetrics.Write(text, sources);
        StoreMetrics.Write(text, sources.Directory.Store);
        FileMetrics.Write(text, sources.Files);
        return new WebAnswer(HttpStatus.Ok)
        {
            Part = WebPart.Metrics,
            Type = MetricsText.Type,
            Body = text.ToBytes(),
            Fields = "Cache-Control: no-store\r\n",
        };
    }
}
