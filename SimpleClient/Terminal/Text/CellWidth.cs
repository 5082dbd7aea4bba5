using System.Globalization;
using System.Text;

namespace SimpleClient.Terminal.Text;

/// <summary>
/// The width of a text in terminal cells. It is measured by graphemes: a base character with all
/// its marks, joiners and selectors is one grapheme. Terminals disagree about the width of some
/// graphemes. After these, the cursor has to be set again (<see cref="IsUnsure"/>).
/// </summary>
internal static class CellWidth
{
    private const int Joiner = 0x200D;
    private const int EmojiPresentation = 0xFE0F;

    /// <summary>The length of the grapheme at the start of a text that is not empty.</summary>
    public static int NextLength(ReadOnlySpan<char> text)
    {
        // Nothing joins two visible ASCII characters, so the slower general rules are not needed.
        bool isAlone = IsAscii(text[0]) && (text.Length == 1 || IsAscii(text[1]));
        return isAlone ? 1 : StringInfo.GetNextTextElementLength(text);
    }

    /// <summary>The cells of one grapheme, 0 or more.</summary>
    public static int OfElement(ReadOnlySpan<char> element)
    {
        if (element.Length == 1 && IsAscii(element[0]))
        {
            return 1;
        }

        int cells = 0;
        bool joined = false;
        bool wasRegional = false;
        foreach (Rune rune in element.EnumerateRunes())
        {
            bool isRegional = rune.Value is >= 0x1F1E6 and <= 0x1F1FF;
            if (rune.Value == EmojiPresentation)
            {
                cells = cells == 1 ? 2 : cells;
            }
            else if (!joined && !(wasRegional && isRegional) && !(cells > 0 && IsSkinTone(rune)))
            {
                cells += OfRune(rune);
            }

            // A joiner combines the next character with the one before it into one picture.
            joined = rune.Value == Joiner;
            wasRegional = isRegional;
        }

        return cells;
    }

    /// <summary>Cells of a whole text.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        int cells = 0;
        while (!text.IsEmpty)
        {
            int length = NextLength(text);
            cells += OfElement(text[..length]);
            text = text[length..];
        }

        return cells;
    }

    /// <summary>
    /// A text cut to this many cells, with an ellipsis if characters were cut off.
    /// </summary>
    public static string Cut(string text, int cells)
    {
        if (Of(text) <= cells)
        {
            return text;
        }

        int left = cells - 1;
        int at = 0;
        while (at < text.Length)
        {
            int length = NextLength(text.AsSpan(at));
            left -= OfElement(text.AsSpan(at, length));
            if (left < 0)
            {
                break;
            }

            at += length;
        }

        return cells > 0 ? $"{text[..at]}\u2026" : "";
    }

    /// <summary>
    /// True for a character whose width may differ between terminals. This is any character with
    /// more than one code point, or outside the Basic Multilingual Plane.
    /// </summary>
    public static bool IsUnsure(ReadOnlySpan<char> element) => element.Length > 1;

    /// <summary>True for a visible ASCII character or a space.</summary>
    private static bool IsAscii(char c) => c is >= ' ' and < '\u007F';

    private static int OfRune(Rune rune) =>
        WideBlocks.Contain(rune.Value) ? 2 : IsMark(rune) ? 0 : 1;

    private static bool IsSkinTone(Rune rune) => rune.Value is >= 0x1F3FB and <= 0x1F3FF;

    /// <summary>
    /// True for a mark without cells of its own. Vowels and finals of Hangul are drawn on the
    /// consonant before them. A soft hyphen is drawn, so it is not a mark.
    /// </summary>
    private static bool IsMark(Rune rune) =>
        rune.Value is >= 0x1160 and <= 0x11FF
        || (rune.Value != 0xAD && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format);
}
