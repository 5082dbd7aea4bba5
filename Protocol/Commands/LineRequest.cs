using System.Globalization;
using System.Text;
using Protocol.Messages;

namespace Protocol.Commands;

/// <summary>
/// Reads the request in a typed line. The rules are the same in all line dialects.
/// </summary>
public static class LineRequest
{
    private static ReadOnlySpan<byte> Blanks => " \t"u8;

    /// <summary>True for a line without a request: it is empty or has only blanks.</summary>
    /// <param name="line">The line.</param>
    /// <returns>Whether it is skipped.</returns>
    public static bool IsEmpty(ReadOnlySpan<byte> line) => !line.ContainsAnyExcept(Blanks);

    /// <summary>
    /// Reads a line: a message, a command, or a private message. Blanks before a slash, or before
    /// the <c>@</c> of a private message, do not make the line a message. If they did, the whole
    /// room could read a password after a command, or a text for one member.
    /// </summary>
    /// <param name="line">The line without its end.</param>
    /// <returns>The request.</returns>
    public static ClientRequest Read(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> visible = SkipBlanks(line);
        if (visible is [(byte)'/', ..])
        {
            // A line with two slashes is a message that begins with one.
            return visible is [_, (byte)'/', ..]
                ? Say(visible[1..])
                : ReadCommand(visible[1..]);
        }

        return visible is [(byte)'@', var next, ..] && !Blanks.Contains(next)
            ? ReadPrivate(visible[1..])
            : Say(line);
    }

    /// <summary>
    /// Reads the typed line in a request of a program. An older client sends such a request for a
    /// command that only a newer server supports.
    /// </summary>
    /// <param name="request">
    /// Its text is the line. Its target is the room in which the line was typed.
    /// </param>
    /// <returns>
    /// The request that the line means, with the id and the number of the given one.
    /// </returns>
    public static ClientRequest ReadLine(scoped in ClientRequest request)
    {
        ClientRequest line = Read(request.Text);
        bool isInRoom = line.Verb is RequestVerb.Line or RequestVerb.Say;
        return line with
        {
            Id = request.Id,
            Target = isInRoom ? request.Target : line.Target,
            Number = request.Number,
        };
    }

    /// <summary>True for a line that is read as a command, even after blanks.</summary>
    /// <param name="line">The line.</param>
    /// <returns>Whether its first visible character is a slash.</returns>
    public static bool IsCommand(ReadOnlySpan<byte> line) => SkipBlanks(line) is [(byte)'/', ..];

    /// <summary>
    /// True for a line with only the word that ended a session in the older chat programs.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <returns>Whether it is <c>quit</c> or <c>exit</c>, in any case.</returns>
    public static bool IsQuitWord(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> word = line.Trim((byte)' ');
        return Ascii.EqualsIgnoreCase(word, "quit"u8) || Ascii.EqualsIgnoreCase(word, "exit"u8);
    }

    /// <summary>
    /// The line from its first visible character. Spaces of all kinds, tabs, and characters that a
    /// paste may contain are skipped, such as a byte order mark or a zero-width space.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <returns>The rest of the line; empty when no character is visible.</returns>
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
            Verb = RequestVerb.Line,
            CommandWord = end < 0 ? line : line[..end],
            Text = end < 0 ? default : line[end..].Trim(Blanks),
        };
    }

    private static ClientRequest ReadPrivate(ReadOnlySpan<byte> line)
    {
        int end = line.IndexOfAny(Blanks);

        // One blank separates the text from the name. Further blanks are the indentation of the
        // text.
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
