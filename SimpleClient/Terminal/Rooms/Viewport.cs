using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// Which rows of a room are seen. At the end it follows what is new; away from it it stays where it
/// is, whatever arrives below or goes above, because it holds on to a line.
/// </summary>
/// <param name="lines">The lines.</param>
/// <param name="layout">
/// A line's rows, at least one, by its number and the columns there are.
/// </param>
internal sealed class Viewport(
    Scrollback lines, Func<long, int, IReadOnlyList<IReadOnlyList<Span>>> layout)
{
    private const long Following = -1;

    /// <summary>The line at the bottom edge, and how many of its rows are seen.</summary>
    private long _line = Following;
    private int _rowsOfIt;

    /// <summary>True while it follows what is new.</summary>
    public bool IsAtEnd => _line == Following;

    /// <summary>Lines below the edge.</summary>
    public long LinesBelow => IsAtEnd ? 0 : Math.Max(0, lines.End - 1 - _line);

    /// <summary>Goes to the end and follows.</summary>
    public void ToEnd() => _line = Following;

    /// <summary>The rows seen.</summary>
    /// <param name="rows">How many there may be.</param>
    /// <param name="columns">Cells of each.</param>
    /// <returns>At most so many rows, the oldest first.</returns>
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

    /// <summary>Goes up by rows, as far as there are rows to fill the view with.</summary>
    /// <param name="by">Rows to go.</param>
    /// <param name="rows">Rows that are seen at once.</param>
    /// <param name="columns">Cells of each.</param>
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

    /// <summary>Goes down by rows; at the end it follows again.</summary>
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

    /// <summary>Rows up to and with the edge, counted no further than asked for.</summary>
    private int RowsAbove(long line, int ofLine, int enough, int columns)
    {
        int count = ofLine;
        while (count < enough && line > lines.First)
        {
            count += layout(--line, columns).Count;
        }

        return count;
    }

    /// <summary>Lines go, and a line has other rows when the terminal gets another width.</summary>
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
