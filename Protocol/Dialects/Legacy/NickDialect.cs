using System.Buffers;
using System.Text;
using Protocol.Framing;
using Protocol.Messages;
using Protocol.Names;

namespace Protocol.Dialects.Legacy;

/// <summary>
/// The clients of tcp-chat-in-python. They are asked with <c>NICK</c>, write their name in front of
/// each message, and show only what the server sends back. They end at the first byte that is not
/// ASCII. So other characters become <c>?</c>, and members with such names are shown by their
/// aliases.
/// </summary>
internal sealed class NickDialect(int encoding)
    : LegacyDialect(encoding, new PieceDecoder(writesItsName: true, leaving: [], quitWord: []))
{
    public override string Name => "nick";

    public override PromptRules Prompting { get; } = new() { Prompt = "NICK"u8.ToArray() };

    public override bool Echoes => true;

    protected override ReadOnlySpan<byte> HasJoined => " joined!"u8;

    protected override ReadOnlySpan<byte> HasLeft => " left!"u8;

    public override void Encode(ref ByteWriter writer, in ServerEvent e)
    {
        if (Ascii.IsValid(e.Text) && Ascii.IsValid(e.Name) && Ascii.IsValid(e.Room)
            && Ascii.IsValid(e.Detail) && Ascii.IsValid(e.Subject) && e.Entries.IsEmpty)
        {
            base.Encode(ref writer, e);
            return;
        }

        // Each character becomes one byte, and a name at most 25 bytes. The name and the lengths of
        // a list entry need 40 bytes more.
        int length = e.Text.Length + e.Room.Length + e.Detail.Length + e.Subject.Length
            + (20 * e.Entries.Length) + 256;
        byte[] space = ArrayPool<byte>.Shared.Rent(length);
        var copy = new ByteWriter(space);
        int room = Copy(ref copy, e.Room);
        int name = room + CopyName(ref copy, e.Name, e.SenderId);
        int text = name + (e.Kind == EventKind.Renamed
            ? CopyName(ref copy, e.Text, e.SenderId)
            : CopySentence(ref copy, e));
        int detail = text + Copy(ref copy, e.Detail);
        int subject = detail + Copy(ref copy, e.Subject);
        CopyEntries(ref copy, e.Entries, ofPeople: e.Kind == EventKind.Members);
        base.Encode(ref writer, e with
        {
            Room = space.AsSpan(0, room),
            Name = space.AsSpan(room, name - room),
            Text = space.AsSpan(name, text - name),
            Detail = space.AsSpan(text, detail - text),
            Subject = space.AsSpan(detail, subject - detail),
            Entries = space.AsSpan(subject, copy.Written - subject),
        });
        ArrayPool<byte>.Shared.Return(space);
    }

    protected override void WriteWelcome(ref ByteWriter writer, ReadOnlySpan<byte> name)
    {
        writer.Byte((byte)'\n');
        writer.Bytes(name);
        writer.Bytes(HasJoined);
        writer.Bytes("\nConnected to server!"u8);
    }

    private static int Copy(
        ref ByteWriter copy, scoped ReadOnlySpan<byte> text, char other = '?')
    {
        int before = copy.Written;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out Rune rune, out int bytes);
            copy.Byte(rune.IsAscii ? (byte)rune.Value : (byte)other);
            text = text[bytes..];
        }

        return copy.Written - before;
    }

    /// <summary>Copies a text that may contain the name of the event's member.</summary>
    private static int CopySentence(ref ByteWriter copy, in ServerEvent e)
    {
        if (e.Kind == EventKind.Shared)
        {
            // A '?' is not allowed in the name of a file. The id alone identifies a file, so the
            // link stays valid.
            return Copy(ref copy, e.Text, other: '_');
        }

        bool isNamed = e.Kind is EventKind.Notice or EventKind.Goodbye && e.SenderId != 0;
        int at = isNamed && !e.Subject.IsEmpty ? e.Text.LastIndexOf(e.Subject) : -1;
        return at < 0
            ? Copy(ref copy, e.Text)
            : Copy(ref copy, e.Text[..at])
                + CopyName(ref copy, e.Subject, e.SenderId)
                + Copy(ref copy, e.Text[(at + e.Subject.Length)..]);
    }

    private static int CopyName(
        ref ByteWriter copy, scoped ReadOnlySpan<byte> name, ulong memberId)
    {
        int before = copy.Written;
        if (Ascii.IsValid(name))
        {
            copy.Bytes(name);
        }
        else if (memberId == 0)
        {
            Copy(ref copy, name);
        }
        else
        {
            Span<byte> alias = stackalloc byte[NameAlias.MaxBytes];
            copy.Bytes(alias[..NameAlias.Write(alias, memberId)]);
        }

        return copy.Written - before;
    }

    private static void CopyEntries(
        ref ByteWriter copy, ReadOnlySpan<byte> entries, bool ofPeople)
    {
        Span<byte> space = stackalloc byte[1024];
        var list = new ListReader(entries);
        while (list.Next())
        {
            var strings = new ByteWriter(space);
            int name = CopyName(ref strings, list.Name, ofPeople ? list.Number : 0);
            int text = Copy(ref strings, list.Text);
            ListReader.Write(ref copy, space[..name], list.Number, space.Slice(name, text));
        }
    }
}
