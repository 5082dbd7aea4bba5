namespace Protocol.Sentences;

/// <summary>Reasons why bytes are not a request, as parts of a sentence.</summary>
internal static class MalformedSentences
{
    public const string NoMagic = "it does not begin with 0x89 'T' 'C' 'H'";

    public const string NoHello = "the first frame has to be a hello";

    public const string BadHello = "the hello is cut off or its versions are the wrong way round";

    public const string FieldCutOff = "a field of a frame is cut off";

    public const string Http = "it is an HTTP request, and this is a chat server";

    public const string Tls = "it is a TLS hello, and this port has no TLS";

    /// <summary>The text that a browser shows.</summary>
    public static ReadOnlySpan<byte> HttpBody =>
        "This is a TcpChat server, not a web server. "u8
        + "Talk to it with SimpleClient, nc or telnet.\n"u8;

    public static string FrameTooLong(int bytes) => $"a frame of {bytes} bytes is too long";
}
