using EventLoopServer.Sentences;
using EventLoopServer.Web.Answers;
using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web;

/// <summary>
/// Answers for load balancers and supervisors. Whether the process lives: that it answers shows
/// that the loop turns. Whether it is ready: not while it stops.
/// </summary>
/// <param name="isReady">True while the server accepts clients.</param>
internal sealed class HealthChecks(Func<bool> isReady)
{
    /// <returns>The answer; null when the path is none of a check.</returns>
    public WebAnswer? AnswerTo(ReadOnlySpan<byte> path)
    {
        if (path.SequenceEqual("/healthz"u8))
        {
            return WebRouter.Text(HttpStatus.Ok, WebSentences.Healthy);
        }

        if (path.SequenceEqual("/readyz"u8))
        {
            return isReady()
                ? WebRouter.Text(HttpStatus.Ok, WebSentences.Ready)
                : WebRouter.Text(HttpStatus.ServiceUnavailable, WebSentences.NotReady);
        }

        return null;
    }
}
