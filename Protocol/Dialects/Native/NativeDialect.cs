using Protocol.Commands;
using Protocol.Framing;
using Protocol.Messages;
using Protocol.Sentences;

namespace Protocol.Dialects.Native;

/// <summary>Length-prefixed binary frames, for programs. PROTOCOL.md has the byte tables.</summary>
internal sealed class NativeDialect(int encoding) : IDialect
{
    /// <summary>
    /// A frame whose text is too long is refused and skipped, if it has at most this many bytes. A
    /// longer frame is taken for garbage and ends the connection.
    /// </summary>
    private const int MaxSkippedBytes = 1024 * 1024;

    private const byte AwaitsMagic = 0;
    private const byte AwaitsHello = 1;
    private const byte Open = 2;

    public string Name => "native";

    public bool Echoes => true;

    public bool IsForPrograms => true;

    public bool OpensWithWelcome => true;

    public int EncodingOf(in DialectState state) => encoding;

    public Recognition Recognise(ReadOnlySpan<byte> first) =>
        DialectSniffer.Against(first, NativeWire.Magic);

    public Decoded Decode(ref DialectState state, Span<byte> input, int maxMessageBytes)
    {
        if (state.Step == AwaitsMagic)
        {
            return DecodeMagic(ref state, input);
        }

        if (state.SkipBytes > 0)
        {
            int skipped = Math.Min(state.SkipBytes, input.Length);
            state.SkipBytes -= skipped;
            return input.IsEmpty ? NeedMore(input) : Skipped(input, skipped);
        }

        DecodeStatus status = FrameDecoder.Decode(
            input,
            state.Step == AwaitsHello
                ? WireLimits.HelloBytes
                : maxMessageBytes + WireLimits.RequestOverheadBytes,
            out int used,
            out FrameHeader header,
            out ReadOnlySpan<byte> body);
        if (status == DecodeStatus.Malformed)
        {
            return TooLong(ref state, input, header, maxMessageBytes);
        }

        if (status == DecodeStatus.NeedMore)
        {
            return NeedMore(input);
        }

        return state.Step == AwaitsHello
            ? DecodeHello(ref state, input, used, header, body)
            : DecodeRequest(input, used, header, body);
    }

    public void Encode(ref ByteWriter writer, in ServerEvent e) =>
        NativeWire.WriteEvent(ref writer, e);

    private static Decoded DecodeMagic(ref DialectState state, Span<byte> input)
    {
        switch (DialectSniffer.Against(input, NativeWire.Magic))
        {
            case Recognition.Yes:
                state.Step = AwaitsHello;
                return Skipped(input, NativeWire.Magic.Length);
            case Recognition.Maybe:
                return NeedMore(input);
            default:
                return Malformed(input, MalformedSentences.NoMagic);
        }
    }

    private static Decoded DecodeHello(
        ref DialectState state,
        Span<byte> input,
        int used,
        FrameHeader header,
        ReadOnlySpan<byte> body)
    {
        if (header.Kind != (byte)RequestVerb.Hello)
        {
            return Malformed(input, MalformedSentences.NoHello);
        }

        var fields = new FieldReader(body);
        ulong lowest = fields.Varint();
        ulong highest = fields.Varint();
        state.Capabilities = fields.Varint();
        ReadOnlySpan<byte> agent = fields.String();
        ReadOnlySpan<byte> token = fields.String();
        if (fields.Malformed || lowest > highest)
        {
            return Malformed(input, MalformedSentences.BadHello);
        }

        state.Step = Open;
        bool common = lowest <= NativeWire.Version && highest >= NativeWire.Version;
        state.Version = common ? NativeWire.Version : (byte)0;
        return new Decoded
        {
            Status = DecodeStatus.Item,
            Used = used,
            Left = input.Length,
            Request = new ClientRequest { Verb = RequestVerb.Hello, Target = token, Text = agent },
        };
    }

    private static Decoded DecodeRequest(
        Span<byte> input, int used, FrameHeader header, ReadOnlySpan<byte> body)
    {
        if (!NativeWire.TryReadRequest(VerbOf(header), body, out ClientRequest request))
        {
            return Malformed(input, MalformedSentences.FieldCutOff);
        }

        return new Decoded
        {
            Status = DecodeStatus.Item,
            Used = used,
            Left = input.Length,
            Request = request.Verb == RequestVerb.Line
                ? LineRequest.ReadLine(request)
                : request,
        };
    }

    private static Decoded TooLong(
        ref DialectState state, Span<byte> input, FrameHeader header, int maxMessageBytes)
    {
        if (state.Step == AwaitsHello || header.BodyBytes > MaxSkippedBytes)
        {
            return Malformed(input, MalformedSentences.FrameTooLong(header.BodyBytes));
        }

        // The id is the first field of every request. Wait for it, so that the refusal can include
        // it.
        const int idBytes = 10;
        if (input.Length < FrameHeader.Bytes + idBytes)
        {
            return NeedMore(input);
        }

        ulong id = new FieldReader(input[FrameHeader.Bytes..]).Varint();
        int whole = FrameHeader.Bytes + header.BodyBytes;
        int used = Math.Min(whole, input.Length);
        state.SkipBytes = whole - used;
        return new Decoded
        {
            Status = DecodeStatus.Refused,
            Used = used,
            Left = input.Length,
            Request = new ClientRequest { Verb = VerbOf(header), Id = id },
            Refusal = Refusal.For(RefusalCode.MessageTooLong, $"{maxMessageBytes}"),
        };
    }

    /// <summary>
    /// Gives a second hello an unknown verb. The body of a second hello would be read with the
    /// layout of a request, and the server must not take it for an opening.
    /// </summary>
    private static RequestVerb VerbOf(FrameHeader header) =>
        (RequestVerb)header.Kind == RequestVerb.Hello
            ? (RequestVerb)byte.MaxValue
            : (RequestVerb)header.Kind;

    private static Decoded NeedMore(Span<byte> input) =>
        new() { Status = DecodeStatus.NeedMore, Left = input.Length };

    private static Decoded Skipped(Span<byte> input, int used) =>
        new() { Status = DecodeStatus.Skipped, Used = used, Left = input.Length };

    private static Decoded Malformed(Span<byte> input, string why) => new()
    {
        Status = DecodeStatus.Malformed,
        Used = input.Length,
        Left = input.Length,
        Refusal = Refusal.For(RefusalCode.Malformed, why),
    };
}
