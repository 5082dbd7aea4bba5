using Protocol.Framing;
using Protocol.Messages;
using Protocol.Sentences;

namespace Protocol.Dialects.Tls;

/// <summary>
/// Recognises a client that opens TLS; the encrypted bytes are in another dialect. A server without
/// TLS sends a fatal alert instead of a sentence, because the client's TLS library understands only
/// the alert.
/// </summary>
internal sealed class TlsHello(int encoding) : IDialect
{
    public string Name => "tls";

    public bool CarriesChat => false;

    public bool Echoes => false;

    public bool IsForPrograms => true;

    public int EncodingOf(in DialectState state) => encoding;

    /// <summary>A handshake record (22) of any version that begins with 3. RFC 8446, 5.1.</summary>
    public Recognition Recognise(ReadOnlySpan<byte> first) =>
        DialectSniffer.Against(first, [0x16, 0x03]);

    public Decoded Decode(ref DialectState state, Span<byte> input, int maxMessageBytes) => new()
    {
        Status = DecodeStatus.Upgrade,
        Left = input.Length,
        Refusal = Refusal.For(RefusalCode.Malformed, MalformedSentences.Tls),
    };

    public void Encode(ref ByteWriter writer, in ServerEvent e)
    {
        if (e.Kind == EventKind.Refused)
        {
            // Alert record, version 3.3, two bytes: fatal (2), handshake_failure (40).
            // RFC 8446, 6.2.
            writer.Bytes([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]);
        }
    }
}
