using System.Globalization;
using System.Text;

namespace SimpleClient.Terminal.Text;

/// <summary>
/// How many cells of a terminal a text takes, by the characters that a person sees: a base with all
/// marks, joiners and selectors on it is one. Terminals disagree about some; whoever draws puts the
/// cursor right again behind those (<see cref="IsUnsure"/>).
/// </summary>
internal static class CellWidth
{
    private const int Joiner = 0x200D;
    private const int EmojiPresentation = 0xFE0F;

    /// <summary>Cells of one character as a person sees it, 0 or more.</summary>
    public static int OfElement(ReadOnlySpan<char> element)
    {
        if (element.Length == 1 && element[0] is >= ' ' and < '\u007F')
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

            // What a joiner joins becomes one picture with what is before it.
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
            int length = StringInfo.GetNextTextElementLength(text);
            cells += OfElement(text[..length]);
            text = text[length..];
        }

        return cells;
    }

    /// <summary>A text as it fits into so many cells: an ellipsis says that it is cut.</summary>
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
            int length = StringInfo.GetNextTextElementLength(text, at);
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
    /// True for a character that terminals may measure in another way: more than one code point,
    /// and all that is not in the first, oldest plane of Unicode.
    /// </summary>
    public static bool IsUnsure(ReadOnlySpan<char> element) => element.Length > 1;

    private static int OfRune(Rune rune) =>
        WideBlocks.Contain(rune.Value) ? 2 : IsMark(rune) ? 0 : 1;

    private static bool IsSkinTone(Rune rune) => rune.Value is >= 0x1F3FB and <= 0x1F3FF;

    /// <summary>
    /// Vowels and finals of Hangul sit on the consonant before them. A soft hyphen is drawn.
    /// </summary>
    private static bool IsMark(Rune rune) =>
        rune.Value is >= 0x1160 and <= 0x11FF
        || (rune.Value != 0xAD && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format);
}
