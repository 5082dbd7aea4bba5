using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web.Answers;

/// <summary>
/// The number of HTTP answers by part and status. Only the reactor thread writes them.
/// </summary>
internal sealed class HttpCounts
{
    private readonly Dictionary<(WebPart Part, HttpStatus Status), long> _counts = [];

    /// <summary>The number of answers of a part with a status.</summary>
    public long this[WebPart part, HttpStatus status] =>
        _counts.GetValueOrDefault((part, status));

    public void Add(WebPart part, HttpStatus status) =>
        _counts[(part, status)] = this[part, status] + 1;
}
