using System.Text;

namespace Protocol.Names.Unicode;

/// <summary>
/// The skeleton of UTS 39, section 4: texts with the same skeleton are confusable. It is only
/// compared, never shown.
/// </summary>
internal static class Skeleton
{
    /// <summary>Makes a skeleton.</summary>
    /// <param name="text">The text. A character that no name may have is kept unchanged.</param>
    /// <returns>The skeleton.</returns>
    public static string Of(string text) =>
        Ascii.IsValid(text) ? OfAscii(text) : OfAny(text);

    /// <summary>Makes a skeleton with the table, for ASCII texts too.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The skeleton.</returns>
    public static string OfAny(string text)
    {
        List<int> parts = CanonicalForm.Decompose(text);
        var replaced = new List<int>(parts.Count);
        foreach (int part in parts)
        {
            if (!CharacterTable.Unicode.Prototypes.TryGetValue(part, out string? prototype))
            {
                replaced.Add(part);
                continue;
            }

            foreach (Rune rune in prototype.EnumerateRunes())
            {
                replaced.Add(rune.Value);
            }
        }

        CanonicalForm.SortMarks(replaced);
        var skeleton = new StringBuilder(replaced.Count);
        Span<char> space = stackalloc char[2];
        foreach (int codePoint in replaced)
        {
            skeleton.Append(space[..new Rune(codePoint).EncodeToUtf16(space)]);
        }

        return skeleton.ToString();
    }

    /// <summary>Removes the marks without a width: accents, overlays, dots.</summary>
    /// <param name="skeleton">A skeleton.</param>
    /// <returns>The skeleton without these marks.</returns>
    public static string WithoutMarks(string skeleton)
    {
        if (Ascii.IsValid(skeleton))
        {
            return skeleton;
        }

        var bare = new StringBuilder(skeleton.Length);
        foreach (Rune rune in skeleton.EnumerateRunes())
        {
            if (CharacterTable.Unicode.OrderOf(rune.Value) == 0)
            {
                bare.Append(rune.ToString());
            }
        }

        return bare.ToString();
    }

    private static string OfAscii(string text)
    {
        char[] space = new char[AsciiSkeleton.MaxPrototype * text.Length];
        return new string(space, 0, AsciiSkeleton.Write(text, space));
    }
}
