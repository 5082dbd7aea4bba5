using System.Globalization;
using System.Text;
using Protocol.Names;

namespace SimpleClient.Terminal.Text;

/// <summary>
/// Converts remote text into a form that is safe to draw. Such a text affects only its own cells.
/// </summary>
internal static class SafeText
{
    /// <summary>
    /// The cells between two tab stops. Terminals have eight, but 80 columns with a time and a name
    /// leave little space for code. So there are four, as in most editors.
    /// </summary>
    public const int TabCells = 4;

    /// <summary>
    /// The most code points of one character that are drawn. More would overlap the lines above and
    /// below. Origin: the longest emoji in Unicode's lists has 10 (a flag of a region has 7).
    /// </summary>
    private const int MaxOnOne = 10;

    /// <summary>
    /// The most marks on a letter that are drawn. Vietnamese needs two, Hebrew four.
    /// </summary>
    private const int MaxMarks = 4;

    /// <summary>
    /// Makes a text safe (see <see cref="TextRule.Defuse"/>). It also removes direction marks and
    /// excess marks on one letter, because these change the text around them. A tab becomes blanks
    /// up to the next tab stop, counted from the start of the text.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="column">The cells before the text, which count for its tab stops.</param>
    public static string Of(string text, int column = 0)
    {
        int tab = text.IndexOf('\t');
        if (tab < 0)
        {
            return WithoutTabs(text);
        }

        var all = new StringBuilder(text.Length);
        int from = 0;
        while (tab >= 0)
        {
            string part = WithoutTabs(text[from..tab]);
            column += CellWidth.Of(part);
            int blanks = TabCells - (column % TabCells);
            all.Append(part).Append(' ', blanks);
            column += blanks;
            from = tab + 1;
            tab = text.IndexOf('\t', from);
        }

        return all.Append(WithoutTabs(text[from..])).ToString();
    }

    private static string WithoutTabs(string text)
    {
        string defused = TextRule.Defuse(Encoding.UTF8.GetBytes(text));
        if (Ascii.IsValid(defused))
        {
            return defused;
        }

        var all = new StringBuilder(defused.Length);
        ReadOnlySpan<char> rest = defused;
        while (!rest.IsEmpty)
        {
            int length = StringInfo.GetNextTextElementLength(rest);
            AppendElement(all, rest[..length]);
            rest = rest[length..];
        }

        return all.ToString();
    }

    private static void AppendElement(StringBuilder all, ReadOnlySpan<char> element)
    {
        int count = 0;
        int marks = 0;
        foreach (Rune rune in element.EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            bool isMark = category
                is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
            bool isHidden = category == UnicodeCategory.Format && !Joins(rune, count);
            marks += isMark && rune.Value is not (0xFE0E or 0xFE0F) ? 1 : 0;
            count++;
            if (!isHidden && count <= MaxOnOne && !(isMark && marks > MaxMarks))
            {
                all.Append(rune.ToString());
            }
        }
    }

    /// <summary>
    /// True for invisible characters that are kept: joiners in emoji and Indic letters, tags in
    /// flags of regions, and a soft hyphen, which is drawn.
    /// </summary>
    private static bool Joins(Rune rune, int before) =>
        rune.Value == 0xAD
        || (before > 0 && rune.Value is 0x200C or 0x200D or (>= 0xE0020 and <= 0xE007F));
}
