using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Scrolling;

/// <summary>
/// The visible rows of a room. When the view is at the end, it follows new lines. When it is not,
/// it is anchored to a line, so it does not move when lines are added below or removed above.
/// </summary>
/// <param name="lines">The lines.</param>
/// <param name="layout">
/// The rows of a line, at least one, by its number and the width in columns.
/// </param>
internal sealed class Viewport(
    INumberedLines lines, Func<long, int, IReadOnlyList<IReadOnlyList<Span>>> layout)
{
    private const long Following = long.MinValue;

    /// <summary>The line at the bottom edge, and the number of its visible rows.</summary>
    private long _line = Following;
    private int _rowsOfIt;

    /// <summary>True while the view follows new lines.</summary>
    public bool IsAtEnd => _line == Following;

    /// <summary>The number of the line at the bottom edge.</summary>
    public long Line => IsAtEnd ? lines.End - 1 : _line;

    /// <summary>The number of its visible rows; a large number: all.</summary>
    public int RowsOfLine => IsAtEnd ? int.MaxValue : _rowsOfIt;

    /// <summary>The number of lines below the edge.</summary>
    public long LinesBelow => IsAtEnd ? 0 : Math.Max(0, lines.End - 1 - _line);

    /// <summary>Moves to the end and follows new lines.</summary>
    public void ToEnd() => _line = Following;

    /// <summary>Moves to a line, whose last visible row is at the bottom edge.</summary>
    /// <param name="number">The number of the line.</param>
    /// <param name="rows">The number of its visible rows; a large number: all.</param>
    public void Show(long number, int rows = int.MaxValue) => (_line, _rowsOfIt) = (number, rows);

    /// <summary>The number of rows above the view, counted up to its height.</summary>
    /// <param name="rows">The height of the view, in rows.</param>
    /// <param name="columns">The width in cells.</param>
    public int RowsAbove(int rows, int columns)
    {
        Settle(columns);
        long line = Line;
        return line < lines.First ? 0
            : RowsAbove(
                line,
                Math.Min(RowsOfLine, layout(line, columns).Count),
                2 * rows,
                columns) - rows;
    }

    /// <summary>The visible rows.</summary>
    /// <param name="rows">The most rows.</param>
    /// <param name="columns">The width in cells.</param>
    /// <returns>At most that many rows, the oldest first.</returns>
    public IReadOnlyList<IReadOnlyList<Span>> Visible(int rows, int columns)
    {
        var seen = new List<IReadOnlyList<Span>>();
        Settle(columns);
        int ofLine = IsAtEnd ? int.MaxValue : _rowsOfIt;
        for (long n = IsAtEnd ? lines.End - 1 : _line; n >= lines.First && seen.Count < rows; n--)
        {
            IReadOnlyList<IReadOnlyList<Span>> all = layout(n, columns);
            for (int i = Math.Min(ofLine, all.Count) - 1; i >= 0 && seen.Count < rows; i--)
            {
                seen.Add(all[i]);
            }

            ofLine = int.MaxValue;
        }

        seen.Reverse();
        return seen;
    }

    /// <summary>Scrolls up, while there are rows to fill the view.</summary>
    /// <param name="by">The number of rows to scroll.</param>
    /// <param name="rows">The height of the view, in rows.</param>
    /// <param name="columns">The width in cells.</param>
    public void Up(int by, int rows, int columns)
    {
        Settle(columns);
        long line = IsAtEnd ? lines.End - 1 : _line;
        if (line < lines.First)
        {
            return;
        }

        int ofLine = IsAtEnd ? layout(line, columns).Count : _rowsOfIt;
        int above = RowsAbove(line, ofLine, by + rows, columns);
        for (int left = Math.Min(by, above - rows); left > 0; left--)
        {
            if (--ofLine == 0 && line > lines.First)
            {
                ofLine = layout(--line, columns).Count;
            }

            (_line, _rowsOfIt) = (line, ofLine);
        }
    }

    /// <summary>Scrolls down. At the end the view follows new lines again.</summary>
    public void Down(int by, int columns)
    {
        Settle(columns);
        for (int left = by; left > 0 && !IsAtEnd; left--)
        {
            if (_rowsOfIt < layout(_line, columns).Count)
            {
                _rowsOfIt++;
            }
            else
            {
                _line++;
                _rowsOfIt = 1;
            }

            if (_line >= lines.End
                || (_line == lines.End - 1 && _rowsOfIt == layout(_line, columns).Count))
            {
                ToEnd();
            }
        }
    }

    /// <summary>
    /// The number of rows up to the edge. It stops counting at a sufficient number.
    /// </summary>
    private int RowsAbove(long line, int ofLine, int enough, int columns)
    {
        int count = ofLine;
        while (count < enough && line > lines.First)
        {
            count += layout(--line, columns).Count;
        }

        return count;
    }

    /// <summary>Corrects the anchor after lines were removed or the width changed.</summary>
    private void Settle(int columns)
    {
        if (IsAtEnd)
        {
            return;
        }

        if (_line >= lines.End)
        {
            ToEnd();
            return;
        }

        _line = Math.Max(_line, lines.First);
        _rowsOfIt = Math.Clamp(_rowsOfIt, 1, layout(_line, columns).Count);
    }
}
