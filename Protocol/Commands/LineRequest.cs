using System.Globalization;
using System.Text;
using Protocol.Messages;

namespace Protocol.Commands;

/// <summary>What a line that a person typed asks for: the same in every dialect of lines.</summary>
public static class LineRequest
{
    private static ReadOnlySpan<byte> Blanks => " \t"u8;

    /// <summary>True for a line that asks for nothing: it is empty, or has only blanks.</summary>
    /// <param name="line">The line.</param>
    /// <returns>Whether it is skipped.</returns>
    public static bool IsEmpty(ReadOnlySpan<byte> line) => !line.ContainsAnyExcept(Blanks);

    /// <summary>
    /// Reads a line: a message, a command, or a text for one person. Blanks before a slash, or
    /// before the name of one person, do not make a message of it: a password behind a command, and
    /// what is meant for one person, would be read by the whole room.
    /// </summary>
    /// <param name="line">The line without its end.</param>
    /// <returns>The request.</returns>
    public static ClientRequest Read(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> visible = SkipBlanks(line);
        if (visible is [(byte)'/', ..])
        {
            // Two slashes say a line that begins with one.
            return visible is [_, (byte)'/', ..]
                ? Say(visible[1..])
                : ReadCommand(visible[1..]);
        }

        return visible is [(byte)'@', var next, ..] && !Blanks.Contains(next)
            ? ReadPrivate(visible[1..])
            : Say(line);
    }

    /// <summary>True for a line that is read as a command, whatever blanks are before it.</summary>
    /// <param name="line">The line.</param>
    /// <returns>Whether its first visible character is a slash.</returns>
    public static bool IsCommand(ReadOnlySpan<byte> line) => SkipBlanks(line) is [(byte)'/', ..];

    /// <summary>
    /// True for a line that is one of the bare words with which people left the older chat
    /// programs.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <returns>Whether it is <c>quit</c> or <c>exit</c>, in any case.</returns>
    public static bool IsQuitWord(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> word = line.Trim((byte)' ');
        return Ascii.EqualsIgnoreCase(word, "quit"u8) || Ascii.EqualsIgnoreCase(word, "exit"u8);
    }

    /// <summary>
    /// The line from its first character that can be seen: behind spaces of all kinds, tabs, and
    /// what a paste may bring along, such as a byte order mark or a zero-width space.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <returns>The rest of the line; empty when nothing can be seen.</returns>
    public static ReadOnlySpan<byte> SkipBlanks(ReadOnlySpan<byte> line)
    {
        while (!line.IsEmpty && line[0] is <= (byte)' ' or >= 0x7F)
        {
            Rune.DecodeFromUtf8(line, out Rune rune, out int bytes);
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.SpaceSeparator
                or UnicodeCategory.Format or UnicodeCategory.Control))
            {
                break;
            }

            line = line[bytes..];
        }

        return line;
    }

    private static ClientRequest ReadCommand(ReadOnlySpan<byte> line)
    {
        int end = line.IndexOfAny(Blanks);
        return new ClientRequest
        {
            Verb = RequestVerb.Spelled,
            Spelling = end < 0 ? line : line[..end],
            Text = end < 0 ? default : line[end..].Trim(Blanks),
        };
    }

    private static ClientRequest ReadPrivate(ReadOnlySpan<byte> line)
    {
        int end = line.IndexOfAny(Blanks);

        // One blank parts the text from the name; more of them are its indentation.
        ReadOnlySpan<byte> text = end < 0 ? default : line[(end + 1)..];
        return new ClientRequest
        {
            Verb = RequestVerb.Tell,
            Target = (end < 0 ? line : line[..end]).TrimEnd(":,"u8),
            Text = IsEmpty(text) ? default : text,
        };
    }

    private static ClientRequest Say(ReadOnlySpan<byte> text) =>
        new() { Verb = RequestVerb.Say, Text = text };
}
