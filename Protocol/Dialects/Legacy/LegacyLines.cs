using System.Buffers;
using Protocol.Dialects.Text;
using Protocol.Framing;
using Protocol.Messages;

namespace Protocol.Dialects.Legacy;

/// <summary>
/// Lines for legacy clients. They begin with a line break, fit into one of the client's receives,
/// and cannot be taken for a prompt.
/// </summary>
internal static class LegacyLines
{
    /// <summary>Writes a text; each of its lines begins with the same head.</summary>
    /// <param name="writer">Receives the lines.</param>
    /// <param name="head">The start of each line.</param>
    /// <param name="text">UTF-8 without line breaks.</param>
    /// <param name="atSpaces">
    /// True to break lines at spaces where possible, so that a list is not broken in the middle of
    /// a name.
    /// </param>
    public static void Write(
        ref ByteWriter writer,
        scoped ReadOnlySpan<byte> head,
        scoped ReadOnlySpan<byte> text,
        bool atSpaces = false)
    {
        do
        {
            int room = WireLimits.PromptedLineBytes - head.Length;
            int length = Fit(text, room, atSpaces);
            bool isPrompt = EndsLikePrompt(text[..length]);
            if (isPrompt && length == room)
            {
                length = Fit(text, room - 1, atSpaces);
                isPrompt = EndsLikePrompt(text[..length]);
            }

            writer.Byte((byte)'\n');
            writer.Bytes(head);
            writer.Bytes(text[..length]);
            text = text[length..];
            if (isPrompt)
            {
                // A client answers with its name when a receive contains exactly its prompt. A
                // receive may begin anywhere in the output, so the text could be taken for a
                // prompt. A space after the word prevents this.
                writer.Byte((byte)' ');
            }
        }
        while (!text.IsEmpty);
    }

    /// <summary>Writes two sentences as one text.</summary>
    /// <param name="writer">Receives the lines.</param>
    /// <param name="head">The start of each line.</param>
    /// <param name="first">The first sentence.</param>
    /// <param name="second">The second; may be empty.</param>
    public static void WriteSentences(
        ref ByteWriter writer,
        scoped ReadOnlySpan<byte> head,
        scoped ReadOnlySpan<byte> first,
        scoped ReadOnlySpan<byte> second)
    {
        int length = first.Length + 1 + second.Length;
        byte[] space = ArrayPool<byte>.Shared.Rent(length);
        first.CopyTo(space);
        space[first.Length] = (byte)' ';
        second.CopyTo(space.AsSpan(first.Length + 1));
        Write(
            ref writer,
            head,
            space.AsSpan(0, second.IsEmpty ? first.Length : length),
            atSpaces: true);
        ArrayPool<byte>.Shared.Return(space);
    }

    /// <summary>
    /// Writes a reply with the sentences of the text dialect and another head. So the sentences of
    /// each reply exist only once.
    /// </summary>
    /// <param name="writer">Receives the lines.</param>
    /// <param name="serverHead">The start of a line of the server.</param>
    /// <param name="e">The event.</param>
    public static void WriteReply(
        ref ByteWriter writer, scoped ReadOnlySpan<byte> serverHead, in ServerEvent e)
    {
        int length = 512 + e.Text.Length + e.Detail.Length + (2 * e.Entries.Length);
        while (true)
        {
            byte[] space = ArrayPool<byte>.Shared.Rent(length);
            var lines = new ByteWriter(space);
            TextSentences.Write(ref lines, e);
            if (!lines.Overflowed)
            {
                WriteWithHead(ref writer, serverHead, space.AsSpan(0, lines.Written));
            }

            ArrayPool<byte>.Shared.Return(space);
            if (!lines.Overflowed)
            {
                return;
            }

            length = space.Length * 2;
        }
    }

    private static void WriteWithHead(
        ref ByteWriter writer, scoped ReadOnlySpan<byte> serverHead, ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            int end = lines.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = lines[..end];
            lines = lines[(end + 1)..];

            // Lines of the server have the text dialect's mark at the start or after a room, as in
            // "-- bob left" and "[tea] -- bob left". A mark after a name is a member's text: "|
            // 14:07 bob: -- yes" is written unchanged.
            int mark = line.IndexOf("-- "u8);
            int place = line.IndexOf("] "u8) + 2;
            if (mark == 0 || (line[0] == '[' && mark == place))
            {
                WriteMarked(ref writer, serverHead, line[..mark], line[(mark + 3)..]);
            }
            else if (line.StartsWith("| "u8))
            {
                int head = PastHeadBytes(line);
                Write(ref writer, line[..head], line[head..]);
            }
            else
            {
                Write(ref writer, "| "u8, line);
            }
        }
    }

    /// <summary>
    /// The length of the time, room and name of a history line. They are repeated in front of each
    /// part of a line that is too long. A part with only text could look like another member's
    /// message.
    /// </summary>
    private static int PastHeadBytes(ReadOnlySpan<byte> line)
    {
        int at = "| 00:00 "u8.Length;
        at += line["| 0000"u8.Length] == '-' ? "0000-00-00 "u8.Length : 0;
        at += line[at] == '[' ? line[at..].IndexOf("] "u8) + 2 : 0;
        return line[at..].StartsWith("* "u8)
            ? at + 2 + line[(at + 2)..].IndexOf((byte)' ') + 1
            : at + line[at..].IndexOf(": "u8) + 2;
    }

    private static void WriteMarked(
        ref ByteWriter writer,
        scoped ReadOnlySpan<byte> serverHead,
        scoped ReadOnlySpan<byte> place,
        ReadOnlySpan<byte> text)
    {
        Span<byte> head = stackalloc byte[serverHead.Length + place.Length];
        serverHead.CopyTo(head);
        place.CopyTo(head[serverHead.Length..]);
        Write(ref writer, head, text, atSpaces: true);
    }

    /// <summary>The length of the text that fits; it ends between two characters.</summary>
    private static int Fit(ReadOnlySpan<byte> text, int bytes, bool atSpaces)
    {
        if (text.Length <= bytes)
        {
            return text.Length;
        }

        int space = atSpaces ? text[..bytes].LastIndexOf((byte)' ') : -1;
        if (space > bytes / 2)
        {
            return space + 1;
        }

        while (bytes > 0 && (text[bytes] & 0xC0) == 0x80)
        {
            bytes--;
        }

        return bytes;
    }

    private static bool EndsLikePrompt(ReadOnlySpan<byte> line) =>
        line.EndsWith("NICK"u8) || line.EndsWith("USERNAME"u8) || line.EndsWith("NICKNAME"u8);
}
