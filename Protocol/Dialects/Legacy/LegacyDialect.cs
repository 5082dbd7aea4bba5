using System.Buffers;
using Protocol.Framing;
using Protocol.Messages;
using Protocol.Names;

namespace Protocol.Dialects.Legacy;

/// <summary>
/// The common part of the dialects of the older chat programs. They have no frames, one receive is
/// one message, and lines begin with a line break.
/// </summary>
/// <param name="encoding">The number of its encoding.</param>
/// <param name="pieces">Separates its messages.</param>
internal abstract class LegacyDialect(int encoding, PieceDecoder pieces) : IDialect
{
    /// <summary>The most bytes of a room, a name and the characters around them.</summary>
    private const int HeadBytes =
        WireLimits.RoomNameBytes + WireLimits.NameBytes + 32;

    private readonly PieceDecoder _pieces = pieces;

    public abstract string Name { get; }

    public abstract PromptRules Prompting { get; }

    public virtual bool Echoes => false;

    public bool IsLineBased => true;

    /// <summary>The start of a line of the server. No name can be this word.</summary>
    protected virtual ReadOnlySpan<byte> ServerHead => "SERVER: "u8;

    /// <summary>The start of a refusal.</summary>
    protected virtual ReadOnlySpan<byte> ErrorHead => "ERROR: "u8;

    /// <summary>The text in front of the name of a member who enters or leaves.</summary>
    protected virtual ReadOnlySpan<byte> NoticeHead => default;

    /// <summary>The text after the name of a member who enters.</summary>
    protected virtual ReadOnlySpan<byte> HasJoined => " has joined the chat!"u8;

    /// <summary>The text after the name of a member who leaves.</summary>
    protected virtual ReadOnlySpan<byte> HasLeft => " has left the chat!"u8;

    public int EncodingOf(in DialectState state) => encoding;

    /// <summary>Always no: these dialects have listeners of their own.</summary>
    public Recognition Recognise(ReadOnlySpan<byte> first) => Recognition.No;

    public Decoded Decode(ref DialectState state, Span<byte> input, int maxMessageBytes) =>
        state.Named ? _pieces.DecodeMessage(ref state, input, maxMessageBytes)
        : Prompting.NameComesTwice
            ? TwiceNameDecoder.Decode(ref state, input, _pieces, maxMessageBytes)
        : _pieces.DecodeName(ref state, input, maxMessageBytes);

    public virtual void Encode(ref ByteWriter writer, in ServerEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Said or EventKind.Told or EventKind.Acted when !e.InPast:
                WriteWords(ref writer, e);
                break;
            case EventKind.Entered:
                WriteNotice(ref writer, e, HasJoined);
                break;
            case EventKind.Departed:
                WriteNotice(ref writer, e, HasLeft);
                break;
            case EventKind.Named when e.Detail.IsEmpty:
                WriteWelcome(ref writer, e.Name);
                break;
            case EventKind.Refused:
                WriteRefusal(ref writer, e);
                break;
            default:
                LegacyLines.WriteReply(ref writer, ServerHead, e);
                break;
        }
    }

    /// <summary>Writes the answer to a client that has just got its name.</summary>
    protected abstract void WriteWelcome(ref ByteWriter writer, ReadOnlySpan<byte> name);

    protected virtual void WriteRefusal(ref ByteWriter writer, in ServerEvent e)
    {
        Span<byte> space = stackalloc byte[HeadBytes];
        var head = new ByteWriter(space);
        head.Bytes(ErrorHead);
        LegacyLines.WriteSentences(ref writer, space[..head.Written], e.Text, e.Detail);
    }

    /// <summary>Writes a message or an action after the sender's name, which is unique.</summary>
    private static void WriteWords(ref ByteWriter writer, in ServerEvent e)
    {
        Span<byte> space = stackalloc byte[HeadBytes];
        var head = new ByteWriter(space);
        if (e.Kind != EventKind.Told)
        {
            WritePlace(ref head, e);
        }

        head.Bytes(e.Kind == EventKind.Acted ? "* "u8 : ""u8);
        head.Bytes(e.Name);
        head.Bytes(e.Kind switch
        {
            EventKind.Told => " (private): "u8,
            EventKind.Acted => " "u8,
            _ => ": "u8,
        });
        for (int above = e.EmptyLines; above > 0; above--)
        {
            LegacyLines.Write(ref writer, space[..head.Written], default);
        }

        if (!BlankRuns.MayHaveAny(e.Text))
        {
            LegacyLines.Write(ref writer, space[..head.Written], e.Text);
            return;
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(e.Text.Length);
        var text = new ByteWriter(rented);
        BlankRuns.Write(ref text, e.Text);
        LegacyLines.Write(ref writer, space[..head.Written], rented.AsSpan(0, text.Written));
        ArrayPool<byte>.Shared.Return(rented);
    }

    private void WriteNotice(ref ByteWriter writer, in ServerEvent e, ReadOnlySpan<byte> what)
    {
        writer.Byte((byte)'\n');
        writer.Bytes(NoticeHead);
        WritePlace(ref writer, e);
        writer.Bytes(e.Name);
        writer.Bytes(what);
    }

    /// <summary>Writes the room unless it is the lobby.</summary>
    private static void WritePlace(ref ByteWriter writer, in ServerEvent e)
    {
        if (!e.InLobby && !e.Room.IsEmpty)
        {
            writer.Byte((byte)'[');
            writer.Bytes(e.Room);
            writer.Bytes("] "u8);
        }
    }
}
