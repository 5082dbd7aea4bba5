namespace LoadTests.Reporting.Charts;

/// <summary>
/// Places the labels of vertical lines. Each label has its own row and is to the right or the left
/// of its line. A line begins at the row of its label, so a label may cross lines that begin below
/// it.
/// </summary>
internal static class VerticalLabels
{
    /// <summary>
    /// Tries all orders of rows and all sides, and takes the first combination with the fewest
    /// collisions. A plot has at most three lines, so there are few combinations. The right side is
    /// tried first.
    /// </summary>
    /// <param name="lines">The position of each line and the width of its label.</param>
    /// <param name="left">The left limit of labels.</param>
    /// <param name="right">The right limit of labels.</param>
    /// <returns>For each line its row, from 0 at the top, and its side.</returns>
    public static IReadOnlyList<(int Row, bool IsLeft)> Place(
        IReadOnlyList<(double At, double Width)> lines, double left, double right)
    {
        IEnumerable<(int Row, bool IsLeft)[]> all =
            from sides in Enumerable.Range(0, 1 << lines.Count)
            from rows in Orders([.. Enumerable.Range(0, lines.Count)])
            select rows.Select((row, i) => (row, (sides & (1 << i)) != 0)).ToArray();
        return all.MinBy(places => Faults(lines, places, left, right))!;
    }

    private static int Faults(
        IReadOnlyList<(double At, double Width)> lines,
        (int Row, bool IsLeft)[] places,
        double left,
        double right)
    {
        int faults = 0;
        for (int i = 0; i < places.Length; i++)
        {
            (double at, double width) = lines[i];
            double from = places[i].IsLeft ? at - width : at;
            double to = from + width;
            faults += from < left || to > right ? 1 : 0;
            for (int other = 0; other < places.Length; other++)
            {
                bool isThere = places[other].Row < places[i].Row;
                faults += isThere && lines[other].At > from && lines[other].At < to ? 1 : 0;
            }
        }

        return faults;
    }

    private static IEnumerable<int[]> Orders(int[] rows) => rows.Length == 0
        ? [[]]
        : from first in rows
          from rest in Orders([.. rows.Where(row => row != first)])
          select new[] { first }.Concat(rest).ToArray();
}
