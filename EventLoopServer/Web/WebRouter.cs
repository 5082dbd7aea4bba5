using EventLoopServer.Sentences;
using EventLoopServer.Transport;
using EventLoopServer.Web.Answers;
using EventLoopServer.Web.Metrics;
using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web;

/// <summary>Finds the answer to a request by its path.</summary>
/// <param name="assets">The files of the page.</param>
/// <param name="health">The checks for operators.</param>
/// <param name="metrics">The metrics for operators.</param>
/// <param name="live">The samples of the live view.</param>
/// <param name="access">Decides which clients may read the metrics and the samples.</param>
/// <param name="counts">Counts the answers.</param>
internal sealed class WebRouter(
    WebAssets assets,
    HealthChecks health,
    MetricsPage metrics,
    LoopView live,
    MetricsAccess access,
    HttpCounts counts)
{
    /// <summary>Counts the answers.</summary>
    public HttpCounts Counts { get; } = counts;

    /// <summary>The path of a request's target, without the query.</summary>
    public static ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> target)
    {
        int query = target.IndexOf((byte)'?');
        return query < 0 ? target : target[..query];
    }

    /// <summary>An answer with a sentence for people.</summary>
    public static WebAnswer Text(HttpStatus status, string sentence) =>
        WebAnswer.OfText(status, sentence);

    /// <summary>Finds the answer to a request of this client.</summary>
    public WebAnswer AnswerTo(scoped in HttpHead head, ITransport transport)
    {
        if (!head.Method.SequenceEqual("GET"u8) && !head.Method.SequenceEqual("HEAD"u8))
        {
            return Text(
                HttpStatus.MethodNotAllowed, WebSentences.Of(HttpStatus.MethodNotAllowed)) with
            {
                Fields = "Allow: GET, HEAD\r\n",
            };
        }

        ReadOnlySpan<byte> path = PathOf(head.Target);
        if (path.SequenceEqual("/metrics"u8))
        {
            return access.IsAllowed(head, transport)
                ? metrics.Answer()
                : Refuse(WebPart.Metrics, WebSentences.NoMetrics);
        }

        if (path.SequenceEqual("/loop.json"u8))
        {
            return access.IsAllowed(head, transport)
                ? live.Answer()
                : Refuse(WebPart.Loop, WebSentences.NoLoopView);
        }

        return health.AnswerTo(path)
            ?? assets.Find(path)?.AnswerTo(head)
            ?? Text(HttpStatus.NotFound, WebSentences.Of(HttpStatus.NotFound));
    }

    /// <summary>
    /// Refuses a request and ends the connection. So the limit of new connections also limits
    /// guesses of the token.
    /// </summary>
    private static WebAnswer Refuse(WebPart part, string sentence) =>
        Text(HttpStatus.Forbidden, sentence) with { Part = part, Closes = true };
}
