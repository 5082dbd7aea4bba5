using System.Text;

namespace SimpleClient.Terminal.Scrolling;

/// <summary>Finds a name in a text as a separate word.</summary>
internal static class Mention
{
    /// <summary>Finds a name, in any case.</summary>
    /// <returns>The position of the name; -1 when it was not found.</returns>
    public static int Find(string text, string name, int from = 0)
    {
        int at = from;
        while (name.Length > 0 && at < text.Length
            && (at = text.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            if (!Continues(text, at - 1) && !Continues(text, at + name.Length))
            {
                return at;
            }

            at++;
        }

        return -1;
    }

    /// <summary>
    /// True for a character that makes the name a part of another one. A full stop and a hyphen do
    /// not, because they end a sentence more often than they continue a name.
    /// </summary>
    private static bool Continues(string text, int at)
    {
        if (at < 0 || at >= text.Length)
        {
            return false;
        }

        bool isPair = char.IsSurrogate(text[at]);
        int start = char.IsLowSurrogate(text[at]) ? at - 1 : at;
        return start < 0 || !Rune.TryGetRuneAt(text, start, out Rune rune)
            ? isPair
            : text[at] == '_' || (Rune.IsLetterOrDigit(rune) && !IsUnspaced(rune.Value));
    }

    /// <summary>
    /// True for scripts that are written without spaces, or with endings on the word. In these,
    /// other characters may directly follow a name. The scripts are Thai, Lao, Myanmar, Khmer,
    /// kana, Han, Hangul, and halfwidth kana.
    /// </summary>
    private static bool IsUnspaced(int rune) => rune
        is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9D) or (>= 0x20000 and <= 0x3FFFF);
}
