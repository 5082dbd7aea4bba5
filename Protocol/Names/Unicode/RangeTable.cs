namespace Protocol.Names.Unicode;

/// <summary>Values for ranges of code points, found by binary search.</summary>
/// <typeparam name="T">The value of a range.</typeparam>
internal sealed class RangeTable<T>
{
    private readonly int[] _first;
    private readonly int[] _last;
    private readonly T[] _values;

    /// <summary>Makes a table.</summary>
    /// <param name="ranges">Ranges in ascending order that do not overlap.</param>
    public RangeTable(IReadOnlyList<(int First, int Last, T Value)> ranges)
    {
        for (int i = 0; i < ranges.Count; i++)
        {
            if (ranges[i].Last < ranges[i].First
                || (i > 0 && ranges[i].First <= ranges[i - 1].Last))
            {
                throw new InvalidDataException($"U+{ranges[i].First:X4} is not in order.");
            }
        }

        _first = [.. ranges.Select(static r => r.First)];
        _last = [.. ranges.Select(static r => r.Last)];
        _values = [.. ranges.Select(static r => r.Value)];
    }

    /// <summary>Finds the value of a code point.</summary>
    /// <param name="codePoint">The code point.</param>
    /// <param name="value">The value of its range; the default when it is in none.</param>
    /// <returns>False when it is in no range.</returns>
    public bool TryFind(int codePoint, out T? value)
    {
        int low = 0;
        int high = _first.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _first[middle] <= codePoint ? (middle + 1, high) : (low, middle);
        }

        int at = low - 1;
        bool isFound = at >= 0 && codePoint <= _last[at];
        value = isFound ? _values[at] : default;
        return isFound;
    }

    /// <summary>True for a code point that is in a range.</summary>
    /// <param name="codePoint">The code point.</param>
    /// <returns>Whether it is.</returns>
    public bool Contains(int codePoint) => TryFind(codePoint, out _);
}
