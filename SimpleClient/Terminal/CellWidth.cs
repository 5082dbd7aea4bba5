using System.Globalization;
using System.Text;

namespace SimpleClient.Terminal;

/// <summary>
/// How many cells of a terminal a character takes. A small table: East Asian wide blocks and emoji
/// count 2, marks that sit on others 0, all else 1. Terminals disagree about the rest, and a wrong
/// guess only puts the cursor a cell off in the input line.
/// </summary>
internal static class CellWidth
{
    private const int EmojiPresentation = 0xFE0F;

    /// <summary>The first and the last character of each wide block, in order.</summary>
    private static readonly (int First, int Last)[] s_wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x23E9, 0x23EC), (0x25FD, 0x25FE), (0x2614, 0x2615),
        (0x2648, 0x2653), (0x26A1, 0x26A1), (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26D4, 0x26D4),
        (0x26EA, 0x26EA), (0x26F2, 0x26F5), (0x26FA, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270B),
        (0x2728, 0x2728), (0x274C, 0x274E), (0x2753, 0x2757), (0x2795, 0x2797), (0x2B1B, 0x2B1C),
        (0x2B50, 0x2B55), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
        (0xA000, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F),
        (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x17000, 0x18CFF), (0x1B000, 0x1B2FF),
        (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F19A), (0x1F1E6, 0x1F265),
        (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F7E0, 0x1F7EB), (0x1F900, 0x1FAFF),
        (0x20000, 0x3FFFD),
    ];

    /// <summary>
    /// Cells of one character as a person sees it, with all marks on it: 0, 1 or 2.
    /// </summary>
    public static int OfElement(ReadOnlySpan<char> element)
    {
        int cells = 0;
        foreach (Rune rune in element.EnumerateRunes())
        {
            cells = Math.Max(cells, rune.Value == EmojiPresentation ? 2 : OfRune(rune));
        }

        return cells;
    }

    /// <summary>Cells of a whole text.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        int cells = 0;
        while (!text.IsEmpty)
        {
            int length = StringInfo.GetNextTextElementLength(text);
            cells += OfElement(text[..length]);
            text = text[length..];
        }

        return cells;
    }

    private static int OfRune(Rune rune)
    {
        if (rune.Value < s_wide[0].First)
        {
            return IsMark(rune) ? 0 : 1;
        }

        foreach ((int first, int last) in s_wide)
        {
            if (rune.Value <= last)
            {
                return rune.Value >= first ? 2 : IsMark(rune) ? 0 : 1;
            }
        }

        return IsMark(rune) ? 0 : 1;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.EnclosingMark
        or UnicodeCategory.Format;
}
