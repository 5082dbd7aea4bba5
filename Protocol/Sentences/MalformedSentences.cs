namespace Protocol.Sentences;

/// <summary>Reasons why bytes are not a request, as parts of a sentence.</summary>
internal static class MalformedSentences
{
    public const string NoMagic = "it does not begin with 0x89 'T' 'C' 'H'";

    public const string NoHello = "the first frame must be a hello";

    public const string BadHello =
        "the hello is truncated, or its lowest version is above its highest";

    public const string FieldCutOff = "a field of a frame is truncated";

    public const string Http = "it is an HTTP request, and this is a chat server";

    public const string Tls = "it is a TLS hello, and this port has no TLS";

    /// <summary>The text that a browser shows.</summary>
    public static ReadOnlySpan<byte> HttpBody =>
        "This is a TcpChat server, not a web server. "u8
        + "Connect with SimpleClient, nc or telnet.\n"u8;

    public const string WebSocketFrame = "a WebSocket frame violates the protocol";

    public const string WebSocketBinary = "a WebSocket message is binary";

    public const string WebSocketUtf8 = "a WebSocket message is not UTF-8";

    public const string WebSocketClose = "a WebSocket close frame is invalid";

    public const string JsonObject = "it is not a JSON object";

    public const string JsonString = "a JSON string has an invalid character or escape";

    public const string JsonVerb = "it has no verb";

    public static string JsonValue(string field) => $"the field '{field}' has a wrong type";

    public static string WebSocketTooBig(int bytes) =>
        $"a WebSocket frame is longer than {bytes} bytes";

    public static string FrameTooLong(int bytes) => $"a frame of {bytes} bytes is too long";
}
