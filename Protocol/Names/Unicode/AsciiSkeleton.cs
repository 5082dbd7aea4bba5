namespace Protocol.Names.Unicode;

/// <summary>
/// Skeletons of ASCII text. Only four ASCII characters have a prototype in UTS 39, so neither the
/// table nor decomposition is needed. A test compares the result with that of the full table.
/// </summary>
internal static class AsciiSkeleton
{
    /// <summary>Length of the longest prototype, that of <c>m</c>, in characters.</summary>
    public const int MaxPrototype = 2;

    /// <summary>Writes a skeleton.</summary>
    /// <param name="text">ASCII.</param>
    /// <param name="skeleton">
    /// The space to write to: <see cref="MaxPrototype"/> characters for each one of the text.
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
