using EventLoopServer.Connections;
using EventLoopServer.Sentences;
using EventLoopServer.Sessions;
using EventLoopServer.Web.Answers;
using Protocol.Dialects.Web.Http;
using Protocol.Framing;

namespace EventLoopServer.Web;

/// <summary>The opening handshake of a WebSocket (RFC 6455, 4.2).</summary>
internal static class WebSocketOpening
{
    /// <summary>The most bytes of an answer.</summary>
    private const int MaxBytes = 256;

    private const string RequiredFields =
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";

    private static ReadOnlySpan<byte> Subprotocol => "tcpchat.json"u8;

    /// <summary>True for a request to the path of the WebSocket, whatever its method is.</summary>
    public static bool IsFor(scoped in HttpHead head) =>
        WebRouter.PathOf(head.Target).SequenceEqual("/ws"u8);

    /// <summary>
    /// Checks a request. A page of another site may open a WebSocket to any server, and the browser
    /// only reports the origin of the page. So the server has to refuse the page of another site.
    /// </summary>
    /// <returns>The answer that refuses the request; null when the request is accepted.</returns>
    public static WebAnswer? Check(scoped in HttpHead head, bool isEncrypted)
    {
        if (!head.Method.SequenceEqual("GET"u8))
        {
            return WebRouter.Text(
                HttpStatus.MethodNotAllowed, WebSentences.Of(HttpStatus.MethodNotAllowed)) with
            {
                Fields = "Allow: GET\r\n",
            };
        }

        if (!head.IsWebSocket || head.IsVersion10 || !head.WebSocketVersion.SequenceEqual("13"u8))
        {
            return WebRouter.Text(
                HttpStatus.UpgradeRequired, WebSentences.Of(HttpStatus.UpgradeRequired)) with
            {
                Fields = RequiredFields,
            };
        }

        if (!head.Origin.IsEmpty && !HostRule.IsSameOrigin(head.Origin, head.Host, isEncrypted))
        {
            return WebRouter.Text(HttpStatus.Forbidden, WebSentences.OtherOrigin);
        }

        Span<byte> answer = stackalloc byte[WebSocketKey.AnswerBytes];
        return WebSocketKey.TryAnswer(head.WebSocketKey, answer)
            ? null
            : WebRouter.Text(HttpStatus.BadRequest, WebSentences.Of(HttpStatus.BadRequest));
    }

    /// <summary>
    /// Sends the answer to a checked request. WebSocket frames follow the answer.
    /// </summary>
    public static void Accept(
        scoped in HttpHead head, SessionServices services, Connection connection)
    {
        Span<byte> key = stackalloc byte[WebSocketKey.AnswerBytes];
        WebSocketKey.TryAnswer(head.WebSocketKey, key);
        var writer = new ByteWriter(services.Output.Replies.Space(MaxBytes));
        writer.Bytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"u8);
        writer.Bytes("Connection: Upgrade\r\nSec-WebSocket-Accept: "u8);
        writer.Bytes(key);
        if (HttpHead.HasWord(head.WebSocketProtocols, Subprotocol))
        {
            writer.Bytes("\r\nSec-WebSocket-Protocol: "u8);
            writer.Bytes(Subprotocol);
        }

        writer.Bytes("\r\n\r\n"u8);
        services.Output.Reply(connection.Plan, writer.Written);
    }
}
