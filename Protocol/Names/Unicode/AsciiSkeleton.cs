namespace Protocol.Names.Unicode;

/// <summary>
/// Skeletons of ASCII text. Four ASCII characters have a prototype in UTS 39, so no table is read
/// and no character is decomposed. A test compares the result with that of the whole table.
/// </summary>
internal static class AsciiSkeleton
{
    /// <summary>Characters of the longest prototype: that of <c>m</c>.</summary>
    public const int MaxPrototype = 2;

    /// <summary>Writes a skeleton.</summary>
    /// <param name="text">ASCII.</param>
    /// <param name="skeleton">
    /// Where to: <see cref="MaxPrototype"/> characters for each of the text.
    /// </param>
    /// <returns>Characters written.</returns>
    public static int Write(ReadOnlySpan<char> text, Span<char> skeleton)
    {
        int written = 0;
        foreach (char c in text)
        {
            switch (c)
            {
                case '0':
                    skeleton[written++] = 'O';
                    break;
                case '1' or 'I':
                    skeleton[written++] = 'l';
                    break;
                case 'm':
                    skeleton[written++] = 'r';
                    skeleton[written++] = 'n';
                    break;
                default:
                    skeleton[written++] = c;
                    break;
            }
        }

        return written;
    }
}
