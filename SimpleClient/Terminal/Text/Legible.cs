using System.Globalization;
using System.Text;
using Protocol.Messages;

namespace SimpleClient.Terminal.Text;

/// <summary>
/// Text from elsewhere as it may be drawn: it draws itself in its own place, and nothing else.
/// </summary>
internal static class Legible
{
    /// <summary>
    /// Code points on one character that are drawn; more would reach into the lines around it.
    /// Origin: the longest emoji in Unicode's lists has 10 (a flag of a region has 7).
    /// </summary>
    private const int MaxOnOne = 10;

    /// <summary>Marks on a letter that are drawn: Vietnamese needs two, Hebrew four.</summary>
    private const int MaxMarks = 4;

    /// <summary>
    /// Defuses a text (see <see cref="TextRule.Defuse"/>), and takes away what is not seen but
    /// changes what is around it: direction marks, a pile of marks on one letter.
    /// </summary>
    public static string Of(string text)
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
    /// Joiners make emoji and Indic letters, tags make flags of regions; a soft hyphen is drawn.
    /// </summary>
    private static bool Joins(Rune rune, int before) =>
        rune.Value == 0xAD
        || (before > 0 && rune.Value is 0x200C or 0x200D or (>= 0xE0020 and <= 0xE007F));
}
