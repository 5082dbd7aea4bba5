using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Sentences;

/// <summary>The texts of HTTP answers without a page.</summary>
internal static class WebSentences
{
    public const string Healthy = "The server is working.";

    public const string Ready = "The server accepts clients.";

    public const string NotReady = "The server is stopping. Connect to another one.";

    public const string StoreFull =
        "The server refuses messages: its disk is too slow or fails. Read the server's log.";

    public const string NoMetrics =
        "Metrics are for programs on the server's machine, at http://localhost. For others, start "
        + "the server with --metrics-token-file FILE and send the token.";

    public const string NoLoopView =
        "The live view is for browsers on the server's machine, at http://localhost. For others, "
        + "start the server with --metrics-token-file FILE and enter the token.";

    public const string OtherOrigin =
        "Refused: a page of another site tried to connect. Open this server's own page.";

    /// <summary>The reason of a status, and an advice.</summary>
    public static string Of(HttpStatus status) => status switch
    {
        HttpStatus.BadRequest =>
            "The server cannot read your request. Check the client program.",
        HttpStatus.Forbidden =>
            "This server accepts encrypted connections only. Use an address with https.",
        HttpStatus.NotFound => "There is nothing at this address. The chat is at /.",
        HttpStatus.MethodNotAllowed => "This address has no such method.",
        HttpStatus.RequestTimeout => "The request did not end in time. Send it again.",
        HttpStatus.ContentTooLarge => "A request must not have a body here.",
        HttpStatus.Misdirected =>
            "This server does not serve this name. Use its address, or start it with "
            + "--web-host NAME.",
        HttpStatus.UpgradeRequired =>
            "This is the address for WebSocket clients, version 13. The chat is at /.",
        HttpStatus.TooManyRequests =>
            "Too many connections from your address. Wait a few minutes and try again.",
        HttpStatus.HeadTooLarge =>
            "The head of the request is too long. Delete the cookies of this site.",
        HttpStatus.NotImplemented =>
            "Transfer-Encoding is not served here. Send a Content-Length.",
        _ => "The server serves HTTP/1.0 and HTTP/1.1 only.",
    };
}
