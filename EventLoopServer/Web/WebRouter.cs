using System.Text;
using EventLoopServer.Sentences;
using EventLoopServer.Web.Answers;
using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web;

/// <summary>Finds the answer to a request by its path.</summary>
/// <param name="assets">The files of the page.</param>
/// <param name="health">The checks for operators.</param>
internal sealed class WebRouter(WebAssets assets, HealthChecks health)
{
    /// <summary>Answers by status, for the metrics. The reactor alone writes them.</summary>
    public SortedDictionary<HttpStatus, long> Answers { get; } = [];

    /// <summary>The path of a target, without its query.</summary>
    public static ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> target)
    {
        int query = target.IndexOf((byte)'?');
        return query < 0 ? target : target[..query];
    }

    /// <summary>An answer with a sentence for people.</summary>
    public static WebAnswer Text(HttpStatus status, string sentence) => new(status)
    {
        Type = "text/plain; charset=utf-8",
        Body = Encoding.UTF8.GetBytes($"{sentence}\n"),
        Fields = "Cache-Control: no-store\r\n",
    };

    /// <summary>Counts an answer.</summary>
    public void Count(HttpStatus status) =>
        Answers[status] = Answers.GetValueOrDefault(status) + 1;

    public WebAnswer AnswerTo(scoped in HttpHead head)
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
        return health.AnswerTo(path)
            ?? assets.Find(path)?.AnswerTo(head)
            ?? Text(HttpStatus.NotFound, WebSentences.Of(HttpStatus.NotFound));
    }
}
