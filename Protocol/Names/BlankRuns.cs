using System.Buffers;
using System.Globalization;
using System.Text;
using Protocol.Framing;

namespace Protocol.Names;

/// <summary>
/// Shortens long runs of blanks in a text that is drawn as a raw line. A terminal breaks such a
/// line at its width. So a text that fills the rest of a row with blanks could begin the next row
/// with what looks like a line of the server. Only the drawn text is shortened: the message is
/// stored and sent on unchanged.
/// </summary>
/// <remarks>
/// Visible characters can fill a row too. They are not limited, because the user sees them.
/// </remarks>
public static class BlankRuns
{
    /// <summary>
    /// Columns of blanks that a line may begin with; more are left out. Origin: three tabs, or six
    /// levels of four columns. With the longest start of a line in the lobby (<c>(private) </c>, a
    /// name of 43 columns and <c>: </c>), the first visible character is still in the first 80
    /// columns.
    /// </summary>
    public const int IndentColumns = 24;

    /// <summary>
    /// Columns of blanks between visible characters; more are left out. Origin: one tab.
    /// </summary>
    public const int GapColumns = 8;

    /// <summary>Columns from one tab stop to the next.</summary>
    private const int TabColumns = 8;

    /// <summary>The ideographic space, the only blank with two columns.</summary>
    private const int WideSpace = 0x3000;

    /// <summary>
    /// A tab, and the first bytes of characters that may be blanks or marks. Most texts have none
    /// of these bytes: the first bytes of Latin (except two), Greek, Cyrillic, Han and Hangul are
    /// not included.
    /// </summary>
    private static readonly SearchValues<byte> s_unusual = SearchValues.Create(
        [
            (byte)'\t', 0xC2,
            .. Enumerable.Range(0xCC, 0xF4 - 0xCC + 1).Select(static b => (byte)b).Where(
                static b => b is not ((>= 0xCE and <= 0xD1) or (>= 0xE4 and <= 0xE9)
                    or (>= 0xEB and <= 0xED))),
        ]);

    private static ReadOnlySpan<byte> LongGap => "         "u8;

    /// <summary>Writes a text with its long runs of blanks shortened.</summary>
    /// <param name="writer">Receives the text.</param>
    /// <param name="text">UTF-8.</param>
    public static void Write(ref ByteWriter writer, scoped ReadOnlySpan<byte> text)
    {
        if (!MayHaveAny(text))
        {
            writer.Bytes(text);
            return;
        }

        int kept = 0;
        while (Find(text, kept, out int from, out int to))
        {
            writer.Bytes(text[kept..from]);
            kept = to;
        }

        writer.Bytes(text[kept..]);
    }

    /// <summary>Shortens the long runs of blanks in a string.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text as it is drawn.</returns>
    public static string Shorten(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        if (!MayHaveAny(utf8))
        {
            return text;
        }

        var space = new byte[utf8.Length];
        var writer = new ByteWriter(space);
        Write(ref writer, utf8);
        return Encoding.UTF8.GetString(space, 0, writer.Written);
    }

    /// <summary>
    /// False for a text that certainly has no long run of blanks. Nearly all texts have none.
    /// </summary>
    /// <param name="text">UTF-8.</param>
    /// <returns>Whether the text has to be searched.</returns>
    public static bool MayHaveAny(ReadOnlySpan<byte> text) =>
        text.IndexOf(LongGap) >= 0 || text.ContainsAny(s_unusual);

    /// <summary>Finds the next bytes to leave out.</summary>
    private static bool Find(ReadOnlySpan<byte> text, int at, out int from, out int to)
    {
        // Only the first call starts at the beginning of the text. Later calls start after a
        // shortened run, where no indentation is possible.
        int limit = at == 0 ? IndentColumns : GapColumns;
        int columns = 0;
        from = to = 0;
        while (at < text.Length)
        {
            if (columns == 0)
            {
                int next = text[at..].IndexOfAny(BlankText.FirstBytes);
                limit = next == 0 ? limit : GapColumns;
                if (next < 0)
                {
                    return false;
                }

                at += next;
            }

            Rune.DecodeFromUtf8(text[at..], out Rune rune, out int bytes);
            if (!IsBlank(rune, inRun: columns > 0))
            {
                if (to > 0)
                {
                    return true;
                }

                limit = GapColumns;
                columns = 0;
            }
            else
            {
                columns += rune.Value == '\t' ? TabColumns - (columns % TabColumns)
                    : rune.Value == WideSpace ? 2 : 1;
                from = columns > limit && to == 0 ? at : from;
                to = columns > limit ? at + bytes : to;
            }

            at += bytes;
        }

        return to > 0;
    }

    /// <summary>A mark on a blank does not end the run of blanks.</summary>
    private static bool IsBlank(Rune rune, bool inRun) =>
        rune.IsAscii
            ? rune.Value is ' ' or '\t'
            : BlankText.IsBlank(rune.Value)
                || (inRun && Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
}
