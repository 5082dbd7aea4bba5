using Protocol.Commands;
using Protocol.Framing;
using Protocol.Messages;

namespace Protocol.Dialects.Text;

/// <summary>
/// UTF-8 lines, for users with <c>nc</c>, <c>telnet</c> or a script. The first line is a name. Each
/// further line is a message, a command with <c>/</c>, or <c>@name text</c> for a private message.
/// <c>quit</c> or <c>exit</c> closes the connection.
/// </summary>
internal sealed class TextDialect(int encoding) : IDialect
{
    public string Name => "text";

    public bool Echoes => false;

    public bool IsLineBased => true;

    public bool IsGreeted => true;

    public int EncodingOf(in DialectState state) => encoding;

    /// <summary>Accepts all bytes: this dialect is the last of its set.</summary>
    public Recognition Recognise(ReadOnlySpan<byte> first) => Recognition.Yes;

    public Decoded Decode(ref DialectState state, Span<byte> input, int maxMessageBytes)
    {
        bool swallowing = state.Swallowing;
        DecodeStatus status = LineDecoder.Decode(
            ref swallowing,
            input,
            maxMessageBytes + WireLimits.RequestOverheadBytes,
            out int used,
            out ReadOnlySpan<byte> line,
            out int left);
        state.Swallowing = swallowing;
        if (status == DecodeStatus.Refused)
        {
            return new Decoded
            {
                Status = status,
                Used = used,
                Left = left,
                Refusal = Refusal.For(RefusalCode.MessageTooLong, $"{maxMessageBytes}"),
            };
        }

        if (status == DecodeStatus.Item && !LineRequest.IsEmpty(line))
        {
            return new Decoded
            {
                Status = DecodeStatus.Item,
                Used = used,
                Left = left,
                Request = Read(ref state, line),
            };
        }

        if (status == DecodeStatus.Item && state.EmptyLines < WireLimits.EmptyLines)
        {
            state.EmptyLines++;
        }

        return new Decoded
        {
            Status = status == DecodeStatus.Item ? DecodeStatus.Skipped : status,
            Used = used,
            Left = left,
        };
    }

    public void Encode(ref ByteWriter writer, in ServerEvent e) =>
        TextSentences.Write(ref writer, e);

    private static ClientRequest Read(ref DialectState state, ReadOnlySpan<byte> line)
    {
        ClientRequest request = Read(line, state.Named);
        ulong emptyLines = state.EmptyLines;
        state.EmptyLines = 0;
        return request.Verb == RequestVerb.Say ? request with { Number = emptyLines } : request;
    }

    private static ClientRequest Read(ReadOnlySpan<byte> line, bool isNamed)
    {
        if (LineRequest.IsQuitWord(line))
        {
            return new ClientRequest { Verb = RequestVerb.Quit };
        }

        if (isNamed)
        {
            return LineRequest.Read(line);
        }

        return LineRequest.IsCommand(line)
            ? LineRequest.Read(line)
            : new ClientRequest { Verb = RequestVerb.Name, Target = line.Trim((byte)' ') };
    }
}
