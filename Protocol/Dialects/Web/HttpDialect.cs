using Protocol.Framing;
using Protocol.Messages;
using Protocol.Sentences;

namespace Protocol.Dialects.Web;

/// <summary>
/// Recognises a web browser or a health check on the chat's port. HTTP requests are not chat
/// requests, so other code serves them. A server with <c>--web off</c> rejects them with an answer
/// that explains what this port is.
/// </summary>
internal sealed class HttpDialect(int encoding) : IDialect
{
    private static readonly byte[][] s_verbs =
    [
        [.. "GET "u8], [.. "POST "u8], [.. "HEAD "u8], [.. "PUT "u8], [.. "DELETE "u8],
        [.. "OPTIONS "u8], [.. "PATCH "u8], [.. "CONNECT "u8], [.. "TRACE "u8],
    ];

    public string Name => "http";

    public bool CarriesChat => false;

    public bool IsHttp => true;

    public bool Echoes => false;

    public int EncodingOf(in DialectState state) => encoding;

    public Recognition Recognise(ReadOnlySpan<byte> first)
    {
        Recognition best = Recognition.No;
        foreach (byte[] verb in s_verbs)
        {
            Recognition its = DialectSniffer.Against(first, verb);
            best = its > best ? its : best;
        }

        return best;
    }

    public Decoded Decode(ref DialectState state, Span<byte> input, int maxMessageBytes) => new()
    {
        Status = DecodeStatus.Upgrade,
        Left = input.Length,
        Refusal = Refusal.For(RefusalCode.Malformed, MalformedSentences.Http),
    };

    public void Encode(ref ByteWriter writer, in ServerEvent e)
    {
        if (e.Kind != EventKind.Refused)
        {
            return;
        }

        ReadOnlySpan<byte> body = MalformedSentences.HttpBody;
        writer.Bytes("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n"u8);
        writer.Bytes("Connection: close\r\nContent-Length: "u8);
        writer.Decimal((ulong)body.Length);
        writer.Bytes("\r\n\r\n"u8);
        writer.Bytes(body);
    }
}
