namespace Protocol.Dialects;

/// <summary>Tells from a client's first bytes which dialect it speaks.</summary>
public static class DialectSniffer
{
    /// <summary>
    /// Longest start that is needed to tell, in bytes: the longest HTTP verb and a space.
    /// </summary>
    public const int MaxBytes = 8;

    /// <summary>Asks the dialects in their order; the first that says yes is it.</summary>
    /// <param name="first">The client's first bytes.</param>
    /// <param name="dialects">The dialects of this listener.</param>
    /// <returns>
    /// The dialect, or null while one asked before it may still claim the client when more has
    /// come.
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
    /// True when the dialect is not known yet, and what came is the beginning of one that only
    /// programs speak.
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

    /// <summary>Compares first bytes with an opening that a dialect expects.</summary>
    /// <param name="first">The client's first bytes.</param>
    /// <param name="opening">The whole opening.</param>
    /// <returns>Yes when all of it is there, maybe when all there is fits it.</returns>
    public static Recognition Against(ReadOnlySpan<byte> first, ReadOnlySpan<byte> opening)
    {
        if (first.Length >= opening.Length)
        {
            return first.StartsWith(opening) ? Recognition.Yes : Recognition.No;
        }

        return opening.StartsWith(first) ? Recognition.Maybe : Recognition.No;
    }
}
