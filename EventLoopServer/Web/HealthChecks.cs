using EventLoopServer.Sentences;
using EventLoopServer.Web.Answers;
using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web;

/// <summary>
/// Answers two checks of load balancers and supervisors. The first check is whether the process
/// works. The loop itself answers, so an answer shows that the loop runs, and a stuck loop sends
/// none. The second check is whether the server is ready. It is not ready while it stops, or while
/// the store refuses messages.
/// </summary>
/// <param name="isOpen">Returns true until the stop begins.</param>
/// <param name="isStoreFull">Returns true while the store refuses messages.</param>
internal sealed class HealthChecks(Func<bool> isOpen, Func<bool> isStoreFull)
{
    /// <returns>The answer; null when the path is not that of a check.</returns>
    public WebAnswer? AnswerTo(ReadOnlySpan<byte> path)
    {
        if (path.SequenceEqual("/healthz"u8))
        {
            return Answer(HttpStatus.Ok, WebSentences.Healthy);
        }

        if (path.SequenceEqual("/readyz"u8))
        {
            return !isOpen() ? Answer(HttpStatus.ServiceUnavailable, WebSentences.NotReady)
                : isStoreFull() ? Answer(HttpStatus.ServiceUnavailable, WebSentences.StoreFull)
                : Answer(HttpStatus.Ok, WebSentences.Ready);
        }

        return null;
    }

    private static WebAnswer Answer(HttpStatus status, string sentence) =>
        WebRouter.Text(status, sentence) with { Part = WebPart.Health };
}
