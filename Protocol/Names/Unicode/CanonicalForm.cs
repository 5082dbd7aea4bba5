using System.Text;

namespace Protocol.Names.Unicode;

/// <summary>
/// Normalisation to NFD and NFC (UAX 15) for the characters of names. In a program without ICU,
/// <c>string.Normalize</c> changes nothing and reports no error.
/// </summary>
internal static class CanonicalForm
{
    // Hangul syllables follow a rule instead of a table: The Unicode Standard, 3.12.
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int NoTail = 0x11A7;
    private const int Vowels = 21;
    private const int Tails = 28;

    /// <summary>Decomposes a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its NFD, as code points.</returns>
    public static List<int> Decompose(string text)
    {
        var all = new List<int>(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            AddParts(all, rune.Value);
        }

        SortMarks(all);
        return all;
    }

    /// <summary>
    /// True for a text that NFC does not change, so that it has only one spelling. Hangul syllables
    /// are never composed here, because a name may not contain jamo.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether NFC leaves it unchanged.</returns>
    public static bool IsComposed(string text)
    {
        var all = new List<int>(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsSyllable(rune.Value))
            {
                all.Add(rune.Value);
            }
            else
            {
                AddParts(all, rune.Value);
            }
        }

        SortMarks(all);
        Compose(all);
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (at >= all.Count || all[at++] != rune.Value)
            {
                return false;
            }
        }

        return at == all.Count;
    }

    /// <summary>
    /// Sorts marks into canonical order, by class between characters of class 0; the sort is
    /// stable.
    /// </summary>
    /// <param name="all">Code points, changed in place.</param>
    public static void SortMarks(List<int> all)
    {
        for (int i = 1; i < all.Count; i++)
        {
            int mark = all[i];
            int order = CharacterTable.Unicode.OrderOf(mark);
            int to = i;
            while (order > 0 && to > 0 && CharacterTable.Unicode.OrderOf(all[to - 1]) > order)
            {
                all[to] = all[to - 1];
                to--;
            }

            all[to] = mark;
        }
    }

    private static bool IsSyllable(int codePoint) =>
        codePoint is >= FirstSyllable and <= LastSyllable;

    private static void AddParts(List<int> all, int codePoint)
    {
        if (IsSyllable(codePoint))
        {
            int index = codePoint - FirstSyllable;
            all.Add(FirstLead + (index / (Vowels * Tails)));
            all.Add(FirstVowel + (index / Tails % Vowels));
            if (index % Tails > 0)
            {
                all.Add(NoTail + (index % Tails));
            }
        }
        else if (codePoint >= 0xC0
            && CharacterTable.Unicode.Parts.TryGetValue(codePoint, out var parts))
        {
            AddParts(all, parts.First);
            AddParts(all, parts.Second);
        }
        else
        {
            all.Add(codePoint);
        }
    }

    private static void Compose(List<int> all)
    {
        int starter = -1;
        int lastOrder = 0;
        int written = 0;
        foreach (int codePoint in all.ToArray())
        {
            int order = CharacterTable.Unicode.OrderOf(codePoint);
            bool isFree = starter >= 0 && (lastOrder == 0 || lastOrder < order);
            if (isFree && CharacterTable.Unicode.Composed.TryGetValue(
                (all[starter], codePoint), out int composed))
            {
                all[starter] = composed;
                continue;
            }

            starter = order == 0 ? written : starter;
            lastOrder = order;
            all[written++] = codePoint;
        }

        all.RemoveRange(written, all.Count - written);
    }
}
