namespace Protocol.Dialects;

/// <summary>Recognises a client's dialect by its first bytes.</summary>
public static class DialectSniffer
{
    /// <summary>The most bytes that recognition needs: the longest HTTP verb and a space.</summary>
    public const int MaxBytes = 8;

    /// <summary>
    /// Tries the dialects in their order; the first that recognises the bytes is used.
    /// </summary>
    /// <param name="first">The client's first bytes.</param>
    /// <param name="dialects">The dialects of this listener.</param>
    /// <returns>
    /// The dialect. Null when a dialect that is earlier in the order may still match with more
    /// bytes.
    /// </returns>
    public static IDialect? Sniff(ReadOnlySpan<byte> first, IReadOnlyList<IDialect> dialects)
    {
        if (first.IsEmpty)
        {
            return null;
        }

        for (int i = 0; i < dialects.Count; i++)
        {
            switch (dialects[i].Recognise(first))
            {
                case Recognition.Yes:
                    return dialects[i];
                case Recognition.Maybe:
                    return null;
                default:
                    break;
            }
        }

        return null;
    }

    /// <summary>
    /// True when the dialect is still undecided, and the bytes may be the beginning of a dialect
    /// for programs.
    /// </summary>
    public static bool IsBeginningOfProgram(
        ReadOnlySpan<byte> first, IReadOnlyList<IDialect> dialects)
    {
        for (int i = 0; i < dialects.Count && !first.IsEmpty; i++)
        {
            if (dialects[i].IsForPrograms && dialects[i].Recognise(first) == Recognition.Maybe)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Compares a client's first bytes with the opening of a dialect.</summary>
    /// <param name="first">The client's first bytes.</param>
    /// <param name="opening">The complete opening.</param>
    /// <returns>
    /// Yes when the bytes begin with the opening. Maybe when they are only the first part of it.
    /// </returns>
    public static Recognition Against(ReadOnlySpan<byte> first, ReadOnlySpan<byte> opening)
    {
        if (first.Length >= opening.Length)
        {
            return first.StartsWith(opening) ? Recognition.Yes : Recognition.No;
        }

        return opening.StartsWith(first) ? Recognition.Maybe : Recognition.No;
    }
}
