namespace Protocol.Names;

/// <summary>Finds the known word that a mistyped word probably means.</summary>
public static class NearestWord
{
    /// <summary>
    /// Words with more characters are not compared. The work grows with the product of both
    /// lengths, and the longest command has nine characters.
    /// </summary>
    public const int MaxLength = 16;

    /// <summary>
    /// The most edits between a typed word and a known one. A short word may have only one.
    /// </summary>
    private const int MaxDistance = 2;

    /// <summary>Words of at most this many characters may differ in one edit only.</summary>
    private const int ShortLength = 3;

    /// <summary>
    /// Finds the nearest word. When several are equally near, the first is returned.
    /// </summary>
    /// <param name="word">The mistyped word, in the same case as the known words.</param>
    /// <param name="known">The known words.</param>
    /// <returns>Null when none is near.</returns>
    public static string? Find(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > MaxLength)
        {
            return null;
        }

        string? nearest = null;
        int least = (word.Length <= ShortLength ? 1 : MaxDistance) + 1;
        foreach (string one in known)
        {
            // A typed beginning of a known word counts as one edit.
            bool isBeginning = word.Length > 1 && one.StartsWith(word, StringComparison.Ordinal);
            bool isFar = Math.Abs(one.Length - word.Length) >= least;
            int distance = isBeginning ? 1 : isFar ? least : Distance(word, one);
            if (distance < least)
            {
                (nearest, least) = (one, distance);
            }
        }

        return nearest;
    }

    /// <summary>
    /// The number of edits that turn one word into the other: an inserted, deleted or replaced
    /// letter, or two adjacent letters that are swapped (optimal string alignment).
    /// </summary>
    /// <returns>The number of edits; <see cref="int.MaxValue"/> when a word is too long.</returns>
    public static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length > MaxLength || b.Length > MaxLength)
        {
            return int.MaxValue;
        }

        const int width = MaxLength + 1;
        Span<int> edits = stackalloc int[width * width];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                int at = (i * width) + j;
                if (i == 0 || j == 0)
                {
                    edits[at] = i + j;
                    continue;
                }

                int replaced = edits[at - width - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                int least = Math.Min(replaced, Math.Min(edits[at - width], edits[at - 1]) + 1);
                bool isSwapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                edits[at] = isSwapped
                    ? Math.Min(least, edits[at - (2 * width) - 2] + 1)
                    : least;
            }
        }

        return edits[(a.Length * width) + b.Length];
    }
}
