namespace Protocol.Dialects.Web.Http;

/// <summary>
/// The head of one HTTP/1.1 request, with the fields that a server of web pages and WebSockets
/// needs. The texts are slices of the input. Only their characters were checked. Header fields that
/// are not listed here were read and dropped.
/// </summary>
public ref struct HttpHead
{
    /// <summary>
    /// Bytes of a head, its empty line included. A longer one is answered with 431.
    /// </summary>
    public const int MaxBytes = 8192;

    /// <summary>Header fields of a head. More are answered with 431.</summary>
    public const int MaxFields = 64;

    /// <summary>Bytes of the head, its empty line included.</summary>
    public int Bytes { get; internal set; }

    /// <summary>The method, such as GET, in the case in which it was sent.</summary>
    public ReadOnlySpan<byte> Method { get; internal set; }

    /// <summary>The path with its query; it begins with a slash.</summary>
    public ReadOnlySpan<byte> Target { get; internal set; }

    /// <summary>True for HTTP/1.0: the connection ends after the answer.</summary>
    public bool IsVersion10 { get; internal set; }

    /// <summary>Host: the name and port that the client wanted to reach.</summary>
    public ReadOnlySpan<byte> Host { get; internal set; }

    /// <summary>
    /// Origin: the site of the page that sends the request. Empty when the client is not a browser.
    /// </summary>
    public ReadOnlySpan<byte> Origin { get; internal set; }

    /// <summary>Connection has <c>close</c>.</summary>
    public bool Closes { get; internal set; }

    /// <summary>Connection has <c>upgrade</c>, and Upgrade has <c>websocket</c>.</summary>
    public readonly bool IsWebSocket => HasUpgradeOption && HasWebSocketUpgrade;

    /// <summary>Content-Length; 0 when there is none.</summary>
    public long ContentBytes { get; internal set; }

    /// <summary>True when the request has a Content-Length.</summary>
    public bool HasContentBytes { get; internal set; }

    /// <summary>
    /// Expect has <c>100-continue</c>: the client waits before it sends the body.
    /// </summary>
    public bool ExpectsContinue { get; internal set; }

    /// <summary>Range: the part of the file that is wanted.</summary>
    public ReadOnlySpan<byte> Range { get; internal set; }

    /// <summary>If-Range: the entity tag for which the range is meant.</summary>
    public ReadOnlySpan<byte> IfRange { get; internal set; }

    /// <summary>The entity tags of If-None-Match.</summary>
    public ReadOnlySpan<byte> IfNoneMatch { get; internal set; }

    /// <summary>Accept-Encoding.</summary>
    public ReadOnlySpan<byte> AcceptEncoding { get; internal set; }

    /// <summary>Authorization.</summary>
    public ReadOnlySpan<byte> Authorization { get; internal set; }

    /// <summary>Sec-WebSocket-Key.</summary>
    public ReadOnlySpan<byte> WebSocketKey { get; internal set; }

    /// <summary>Sec-WebSocket-Version.</summary>
    public ReadOnlySpan<byte> WebSocketVersion { get; internal set; }

    /// <summary>Sec-WebSocket-Protocol: the subprotocols that the client speaks.</summary>
    public ReadOnlySpan<byte> WebSocketProtocols { get; internal set; }

    /// <summary>
    /// A proxy has passed the request on: it has Forwarded, X-Forwarded-For or X-Forwarded-Proto.
    /// </summary>
    public bool IsForwarded { get; internal set; }

    /// <summary>
    /// X-Forwarded-For: the addresses on the way, the client's first. If there are several such
    /// fields, the last one is used.
    /// </summary>
    public ReadOnlySpan<byte> ForwardedFor { get; internal set; }

    /// <summary>X-Forwarded-Proto: the scheme that the client used to reach the proxy.</summary>
    public ReadOnlySpan<byte> ForwardedProto { get; internal set; }

    internal bool HasHost { get; set; }

    internal bool HasUpgradeOption { get; set; }

    internal bool HasWebSocketUpgrade { get; set; }

    /// <summary>True when a comma-separated list has a word, in any case.</summary>
    /// <param name="list">The value of a header field.</param>
    /// <param name="word">The word in lower case.</param>
    /// <returns>
    /// Whether one of the list's items is the word, without regard to parameters.
    /// </returns>
    public static bool HasWord(ReadOnlySpan<byte> list, ReadOnlySpan<byte> word)
    {
        while (!list.IsEmpty)
        {
            int comma = list.IndexOf((byte)',');
            ReadOnlySpan<byte> item = comma < 0 ? list : list[..comma];
            int parameter = item.IndexOf((byte)';');
            item = (parameter < 0 ? item : item[..parameter]).Trim(" \t"u8);
            if (System.Text.Ascii.EqualsIgnoreCase(item, word))
            {
                return true;
            }

            list = comma < 0 ? default : list[(comma + 1)..];
        }

        return false;
    }
}
