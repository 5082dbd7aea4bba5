using System.Buffers;
using Protocol.Dialects.Text;
using Protocol.Framing;
using Protocol.Messages;

namespace Protocol.Dialects.Legacy;

/// <summary>
/// Lines for the older clients: a line break in front, no longer than one of their receives, and
/// none that could be taken for a prompt.
/// </summary>
internal static class LegacyLines
{
    /// <summary>Writes a text, each of its lines behind the same head.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="head">What each line begins with.</param>
    /// <param name="text">UTF-8 without line breaks.</param>
    /// <param name="atSpaces">
    /// Lines end at spaces where there are any: a list is not parted in the middle of a name.
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
                // A receive may begin anywhere, and a client that receives exactly its prompt
                // answers with its name. With a space behind it nobody is asked anything.
                writer.Byte((byte)' ');
            }
        }
        while (!text.IsEmpty);
    }

    /// <summary>Writes two sentences as one text.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="head">What each line begins with.</param>
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
    /// Writes what the text dialect would say, with another head: a reply has one set of sentences.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <param name="serverHead">What a line of the server's begins with.</param>
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

            // What the text dialect marks as the server's, anywhere but behind somebody's words:
            // "-- bob left" and "[tea] -- bob left", but "| 14:07 bob: yes" as it is.
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
    /// Time, place and name of a line from the past. They stand before each part of a line that is
    /// too long: a part that began with the words alone could be made to look like somebody else's.
    /// </summary>
    private static int PastHeadBytes(ReadOnlySpan<byte> line)
    {
        int at = "| 00:00 "u8.Length;
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

    /// <summary>How much of the text fits, ending between two characters.</summary>
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
