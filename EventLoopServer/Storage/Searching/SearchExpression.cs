using System.Globalization;
using System.Text;

namespace EventLoopServer.Storage.Searching;

/// <summary>Makes an expression for the full-text index from the words of a user.</summary>
internal static class SearchExpression
{
    private const int MaxWords = 8;
    private const int MaxWordBytes = 64;

    /// <summary>
    /// Quotes each word, so that its characters have no meaning in the index's syntax. A line
    /// matches when it has all words.
    /// </summary>
    /// <returns>The expression, or null when there is nothing to search for.</returns>
    public static string? Of(IReadOnlyList<string> words)
    {
        IEnumerable<string> phrases = words
            .Take(MaxWords)
            .Select(static w => (Word: Shorten(w), Typed: w))
            .Select(static w => Phrase(w.Word, isCut: w.Word.Length < w.Typed.Length))
            .Where(static p => p.Length > 0);
        string expression = string.Join(' ', phrases);
        return expression.Length == 0 ? null : expression;
    }

    private static string Phrase(string word, bool isCut)
    {
        if (!word.EnumerateRunes().Any(static r => Rune.IsLetterOrDigit(r) || IsMark(r)))
        {
            return "";
        }

        var phrase = new StringBuilder("\"");
        Rune[] runes = [.. word.EnumerateRunes()];
        bool isPrefix = isCut;
        for (int i = 0; i < runes.Length; i++)
        {
            bool isCjk = SearchText.IsCjk(runes[i]);
            bool followsCjk = i > 0 && SearchText.IsCjk(runes[i - 1]);
            bool precedesCjk = i + 1 < runes.Length && SearchText.IsCjk(runes[i + 1]);
            if (!isCjk)
            {
                Append(phrase.Append(followsCjk ? " " : ""), runes[i]);
            }
            else if (precedesCjk)
            {
                Append(Append(phrase.Append(' '), runes[i]), runes[i + 1]);
            }
            else if (i + 1 < runes.Length || !followsCjk)
            {
                // The index has the last character of a run as a separate word. The typed word ends
                // here, but the text may continue, so the search accepts longer words.
                Append(phrase.Append(' '), runes[i]);
                isPrefix |= i + 1 == runes.Length;
            }
        }

        return phrase.Append('"').Append(isPrefix ? "*" : "").ToString();
    }

    private static StringBuilder Append(StringBuilder phrase, Rune rune) =>
        rune.Value == '"' ? phrase.Append("\"\"") : phrase.Append(rune.ToString());

    /// <summary>True for other characters that are parts of words for the tokenizer.</summary>
    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.PrivateUse
        or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.OtherNumber
        or UnicodeCategory.LetterNumber;

    private static string Shorten(string word)
    {
        int bytes = 0;
        int chars = 0;
        foreach (Rune rune in word.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxWordBytes)
            {
                break;
            }

            chars += rune.Utf16SequenceLength;
        }

        return word[..chars];
    }
}
