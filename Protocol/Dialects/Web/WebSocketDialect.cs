using System.Text.Unicode;
using Protocol.Dialects.Web.Json;
using Protocol.Framing;
using Protocol.Messages;
using Protocol.Sentences;

namespace Protocol.Dialects.Web;

/// <summary>
/// JSON objects in WebSocket messages (RFC 6455), for browsers and scripts. The frames of a server
/// are not masked, so all web members of a room can share the bytes of an event. This is why
/// WebSocket is a dialect here and not a transport filter. PROTOCOL.md has the fields.
/// </summary>
/// <remarks>
/// A message may come in several frames, with control frames between them. Payloads are unmasked
/// and joined in place at the front of the input as they arrive. JSON escapes in them, such as
/// <c>\u0041</c>, are replaced by the shorter bytes. So the input begins with
/// <see cref="DialectState.JoinedBytes"/> bytes of text. The rest of a frame, or further frames,
/// follow.
/// </remarks>
internal sealed class WebSocketDialect(int encoding) : IDialect
{
    /// <summary>
    /// A message whose text is too long is refused and skipped, if its frame has at most this many
    /// bytes. A longer frame is taken for garbage and ends the connection. The native dialect has
    /// the same limit.
    /// </summary>
    private const int MaxSkippedBytes = 1024 * 1024;

    /// <summary>
    /// The first bytes of a message over the limit, in which its id is searched. The refusal can
    /// then include the id.
    /// </summary>
    private const int IdBytes = 128;

    /// <summary>Between two messages.</summary>
    private const byte Between = 0;

    /// <summary>Inside a message: its next frame is a continuation.</summary>
    private const byte InMessage = 1;

    /// <summary>Inside a message that was refused for its length.</summary>
    private const byte InRefused = 2;

    /// <summary>Inside the last frame of a message.</summary>
    private const byte InLastFrame = 3;

    public string Name => "web";

    public bool Echoes => true;

    public bool IsForPrograms => true;

    public bool AwaitsPerson => true;

    public bool MayBeLocal => false;

    /// <summary>Proxies such as nginx close a connection after 60 s of silence.</summary>
    public long MaxPingMs => 45_000;

    public int EncodingOf(in DialectState state) => encoding;

    /// <summary>A client comes here from an HTTP request, never by its first bytes.</summary>
    public Recognition Recognise(ReadOnlySpan<byte> first) => Recognition.No;

    public Decoded Decode(ref DialectState state, Span<byte> input, int maxMessageBytes)
    {
        if (state.SkipBytes > 0)
        {
            int skipped = Math.Min(state.SkipBytes, input.Length);
            state.SkipBytes -= skipped;
            return input.IsEmpty ? NeedMore(input.Length) : Skipped(input, skipped);
        }

        int joined = state.JoinedBytes;
        int at = joined;
        while (true)
        {
            if (state.Frames.PayloadBytes > 0)
            {
                Join(ref state, input, ref joined, ref at);
                if (state.Frames.ShortBytes > PayloadBytes(maxMessageBytes))
                {
                    return TooLong(ref state, input, at, maxMessageBytes);
                }

                if (state.Frames.PayloadBytes > 0)
                {
                    return Unfinished(ref state, input, joined, at);
                }
            }

            if (state.Step == InLastFrame)
            {
                return joined > PayloadBytes(maxMessageBytes)
                    ? TooLong(ref state, input, at, maxMessageBytes)
                    : Message(ref state, input, joined, at);
            }

            DecodeStatus status = WebSocketFrame.Read(input[at..], out WebSocketFrame frame);
            if (status == DecodeStatus.Malformed
                || (status == DecodeStatus.Item && IsOutOfOrder(frame, state.Step)))
            {
                return Broken(
                    ref state,
                    input,
                    WebSocketCloseCode.ProtocolError,
                    MalformedSentences.WebSocketFrame);
            }

            if (status == DecodeStatus.Refused || frame.PayloadBytes > MaxSkippedBytes)
            {
                return Broken(
                    ref state,
                    input,
                    WebSocketCloseCode.TooBig,
                    MalformedSentences.WebSocketTooBig(MaxSkippedBytes));
            }

            if (status == DecodeStatus.NeedMore)
            {
                return Unfinished(ref state, input, joined, at);
            }

            if (frame.Opcode == WebSocketOpcode.Binary)
            {
                return Broken(
                    ref state,
                    input,
                    WebSocketCloseCode.Unsupported,
                    MalformedSentences.WebSocketBinary);
            }

            if (!frame.IsControl && state.Step == InRefused)
            {
                return SkipFrame(ref state, input, frame);
            }

            if (!frame.IsControl)
            {
                // The header stays in the input until a byte of the payload is there: the session
                // sees from the unused bytes that a message is incomplete.
                if (frame.PayloadBytes > 0 && input.Length - at == frame.HeaderBytes)
                {
                    return Unfinished(ref state, input, joined, at);
                }

                at += frame.HeaderBytes;
                state.Frames.IsOpen = true;
                state.Frames.PayloadBytes = frame.PayloadBytes;
                state.Frames.Mask = frame.Mask;
                state.Step = frame.IsFinal ? InLastFrame : InMessage;
                continue;
            }

            if (input.Length - at < frame.WholeBytes)
            {
                return Unfinished(ref state, input, joined, at);
            }

            Span<byte> payload = input.Slice(at + frame.HeaderBytes, frame.PayloadBytes);
            WebSocketMask.Apply(payload, frame.Mask);
            at += (int)frame.WholeBytes;
            return Control(ref state, input, joined, at, frame.Opcode, payload);
        }
    }

    public void Encode(ref ByteWriter writer, in ServerEvent e)
    {
        if (e.Kind == EventKind.Ping)
        {
            // A browser answers this ping by itself, even if the page does nothing.
            WebSocketFrame.WriteControl(ref writer, WebSocketOpcode.Ping, default);
            return;
        }

        int at = WebSocketFrame.BeginText(ref writer);
        JsonEvent.Write(ref writer, e);
        WebSocketFrame.EndText(ref writer, at);
        if (e.Kind == EventKind.Goodbye)
        {
            WebSocketFrame.WriteClose(
                ref writer,
                e.Count > 0 ? (ushort)e.Count : WebSocketCloseCode.Of((GoodbyeReason)e.Number));
        }
    }

    /// <summary>
    /// The longest JSON text of a request. A control frame also fits into the input.
    /// </summary>
    internal static int PayloadBytes(int maxMessageBytes) =>
        IDialect.MaxInputBytes(maxMessageBytes)
        - WebSocketFrame.MaxHeaderBytes
        - WebSocketFrame.ControlHeaderBytes - WebSocketFrame.MaxControlBytes
        - JsonShortening.MaxPendingBytes;

    /// <summary>
    /// True for a continuation without a message, or for a new message inside another one.
    /// </summary>
    private static bool IsOutOfOrder(in WebSocketFrame frame, byte step) =>
        !frame.IsControl && (frame.Opcode == WebSocketOpcode.Continuation) == (step == Between);

    /// <summary>Appends the payload bytes that have arrived to the joined text.</summary>
    private static void Join(
        ref DialectState state, Span<byte> input, scoped ref int joined, scoped ref int at)
    {
        Span<byte> part = input[at..];
        part = part[..Math.Min(part.Length, state.Frames.PayloadBytes)];
        WebSocketMask.Apply(part, state.Frames.Mask);
        state.Frames.Advance(part.Length);
        part.CopyTo(input[joined..]);
        at += part.Length;
        joined = JsonShortening.Shorten(input[..(joined + part.Length)], ref state.Frames);
    }

    /// <summary>Moves an incomplete frame to the end of the joined text.</summary>
    private static Decoded Unfinished(
        ref DialectState state, Span<byte> input, int joined, int at)
    {
        input[at..].CopyTo(input[joined..]);
        state.JoinedBytes = joined;
        return NeedMore(joined + input.Length - at);
    }

    private static Decoded Message(
        ref DialectState state, Span<byte> input, int joined, int used)
    {
        state.Step = Between;
        state.JoinedBytes = 0;
        state.Frames.End();
        Span<byte> text = input[..joined];
        if (!Utf8.IsValid(text))
        {
            return Broken(
                ref state, input, WebSocketCloseCode.NotUtf8, MalformedSentences.WebSocketUtf8);
        }

        string? fault = JsonRequest.TryRead(text, out ClientRequest request);
        return new Decoded
        {
            Status = fault is null ? DecodeStatus.Item : DecodeStatus.Refused,
            Used = used,
            Left = input.Length,
            Request = request,
            Refusal = fault is null ? default : Refusal.For(RefusalCode.NotJson, fault),
        };
    }

    private static Decoded SkipFrame(
        ref DialectState state, Span<byte> input, scoped in WebSocketFrame frame)
    {
        int used = (int)Math.Min(frame.WholeBytes, input.Length);
        state.SkipBytes = (int)frame.WholeBytes - used;
        state.Step = frame.IsFinal ? Between : InRefused;
        state.Swallowing = !frame.IsFinal;
        return Skipped(input, used);
    }

    /// <summary>
    /// Refuses a message. Its id is read from its first bytes, whose escapes are shortened.
    /// </summary>
    private static Decoded TooLong(
        ref DialectState state, Span<byte> input, int used, int maxMessageBytes)
    {
        JsonRequest.TryRead(input[..IdBytes], out ClientRequest request);
        bool isLast = state.Step == InLastFrame;
        state.SkipBytes = state.Frames.PayloadBytes;
        state.JoinedBytes = 0;
        state.Frames.End();
        state.Step = isLast ? Between : InRefused;
        state.Swallowing = !isLast;
        return new Decoded
        {
            Status = DecodeStatus.Refused,
            Used = used,
            Left = input.Length,
            Request = new ClientRequest { Verb = request.Verb, Id = request.Id },
            Refusal = Refusal.For(RefusalCode.MessageTooLong, $"{maxMessageBytes}"),
        };
    }

    private static Decoded Control(
        ref DialectState state,
        Span<byte> input,
        int joined,
        int at,
        WebSocketOpcode opcode,
        ReadOnlySpan<byte> payload)
    {
        if (opcode == WebSocketOpcode.Close)
        {
            return Close(ref state, input, payload);
        }

        // The joined text moves to the end of the control frame, so that the used bytes come first.
        // The answer fits into the used bytes, because it is shorter than the frame.
        Span<byte> space = stackalloc byte[2 + WebSocketFrame.MaxControlBytes];
        var answer = new ByteWriter(space);
        if (opcode == WebSocketOpcode.Ping)
        {
            WebSocketFrame.WriteControl(ref answer, WebSocketOpcode.Pong, payload);
        }

        int used = at - joined;
        input[..joined].CopyTo(input[used..]);
        space[..answer.Written].CopyTo(input);
        state.JoinedBytes = joined;
        return new Decoded
        {
            Status = DecodeStatus.Skipped,
            Used = used,
            Left = input.Length,
            Answer = input[..answer.Written],
        };
    }

    /// <summary>Answers a close frame with the same code. No text may follow it.</summary>
    private static Decoded Close(
        ref DialectState state, Span<byte> input, ReadOnlySpan<byte> payload)
    {
        if (WebSocketCloseCode.Check(payload) is > 0 and var code)
        {
            return Broken(ref state, input, code, MalformedSentences.WebSocketClose);
        }

        Span<byte> space = stackalloc byte[2 + sizeof(ushort)];
        var answer = new ByteWriter(space);
        ReadOnlySpan<byte> echoed = payload[..Math.Min(payload.Length, sizeof(ushort))];
        WebSocketFrame.WriteControl(ref answer, WebSocketOpcode.Close, echoed);
        space[..answer.Written].CopyTo(input);
        state.HasEnded = true;
        return new Decoded
        {
            Status = DecodeStatus.Item,
            Used = input.Length,
            Left = input.Length,
            Answer = input[..answer.Written],
            Request = new ClientRequest { Verb = RequestVerb.Quit },
        };
    }

    private static Decoded NeedMore(int left) =>
        new() { Status = DecodeStatus.NeedMore, Left = left };

    private static Decoded Skipped(Span<byte> input, int used) =>
        new() { Status = DecodeStatus.Skipped, Used = used, Left = input.Length };

    private static Decoded Broken(
        ref DialectState state, Span<byte> input, ushort code, string why)
    {
        state.CloseCode = code;
        return new Decoded
        {
            Status = DecodeStatus.Malformed,
            Used = input.Length,
            Left = input.Length,
            Refusal = Refusal.For(RefusalCode.Malformed, why),
        };
    }
}
