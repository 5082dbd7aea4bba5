using System.Text;
using Protocol.Messages;

namespace Protocol.Dialects.Text;

/// <summary>What a line that a person typed asks for: the same in every dialect of lines.</summary>
internal static class LineRequest
{
    /// <summary>Reads a line: a message, a command, or a text for one person.</summary>
    /// <param name="line">At least one byte, without the line's end.</param>
    /// <returns>The request.</returns>
    public static ClientRequest Read(ReadOnlySpan<byte> line)
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

    /// <summary>
    /// True for a line that is one of the bare words with which people left the older chat
    /// programs.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <returns>Whether it is <c>quit</c> or <c>exit</c>, in any case.</returns>
    public static bool IsFarewell(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> word = line.Trim((byte)' ');
        return Ascii.EqualsIgnoreCase(word, "quit"u8) || Ascii.EqualsIgnoreCase(word, "exit"u8);
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
