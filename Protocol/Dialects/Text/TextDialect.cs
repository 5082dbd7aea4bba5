using Protocol.Framing;
using Protocol.Messages;

namespace Protocol.Dialects.Text;

/// <summary>
/// UTF-8 lines, for people with <c>nc</c>, <c>telnet</c> or a script: the first line is a name,
/// then each line is a message, a command with <c>/</c>, or <c>@name text</c> for one person alone.
/// </summary>
internal sealed class TextDialect : IDialect
{
    public string Name => "text";

    public bool TurnsAway => false;

    public bool Echoes => false;

    public int EncodingOf(in DialectState state) => 1;

    /// <summary>Whatever no other dialect claims.</summary>
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

        if (status == DecodeStatus.Item && line.ContainsAnyExcept((byte)' '))
        {
            return new Decoded
            {
                Status = DecodeStatus.Item,
                Used = used,
                Left = left,
                Request = state.Named ? ReadLine(line) : ReadFirstLine(line),
            };
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

    private static ClientRequest ReadFirstLine(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> name = line.Trim((byte)' ');
        return name[0] == '/' ? ReadLine(name)
            : new ClientRequest { Verb = RequestVerb.Name, Target = name };
    }

    private static ClientRequest ReadLine(ReadOnlySpan<byte> line)
    {
        if (line[0] == '/')
        {
            // Two slashes say a line that begins with one.
            return line.Length > 1 && line[1] == '/' ? Say(line[1..]) : ReadCommand(line[1..]);
        }

        return line[0] == '@' && line.Length > 1 && line[1] != ' '
            ? ReadPrivate(line[1..])
            : Say(line);
    }

    private static ClientRequest ReadCommand(ReadOnlySpan<byte> line)
    {
        int end = line.IndexOf((byte)' ');
        return new ClientRequest
        {
            Verb = RequestVerb.Spelled,
            Spelling = end < 0 ? line : line[..end],
            Text = end < 0 ? default : line[end..].Trim((byte)' '),
        };
    }

    private static ClientRequest ReadPrivate(ReadOnlySpan<byte> line)
    {
        int end = line.IndexOf((byte)' ');
        return new ClientRequest
        {
            Verb = RequestVerb.Tell,
            Target = (end < 0 ? line : line[..end]).TrimEnd(":,"u8),
            Text = end < 0 ? default : line[end..].Trim((byte)' '),
        };
    }

    private static ClientRequest Say(ReadOnlySpan<byte> text) =>
        new() { Verb = RequestVerb.Say, Text = text };
}
