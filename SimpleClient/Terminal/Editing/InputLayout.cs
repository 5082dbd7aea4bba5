using System.Globalization;
using System.Text;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Editing;

/// <summary>A typed text broken into rows. A line break ends a row.</summary>
internal sealed class InputLayout
{
    private readonly List<string> _rows = [];
    private readonly List<(int Offset, int Row, int Cells)> _positions = [];

    /// <param name="text">The text as it is drawn.</param>
    /// <param name="cells">The width of a row in cells, at least 2.</param>
    public InputLayout(string text, int cells)
    {
        var row = new StringBuilder();
        int used = 0;
        foreach ((int start, string shown, int wide) in Elements(text))
        {
            bool isAfterBreak = start > 0 && text[start - 1] == '\n';
            if (used + wide > cells || isAfterBreak)
            {
                EndRow();
            }

            _positions.Add((start, _rows.Count, used));
            row.Append(shown);
            used += wide;
        }

        if (text.EndsWith('\n'))
        {
            EndRow();
        }

        _positions.Add((text.Length, _rows.Count, used));
        EndRow();

        void EndRow()
        {
            _rows.Add(row.ToString());
            row.Clear();
            used = 0;
        }
    }

    /// <summary>The rows, at least one.</summary>
    public IReadOnlyList<string> Rows => _rows;

    /// <summary>The row of a cursor, and the cells before the cursor in that row.</summary>
    public (int Row, int Cells) PositionOf(int cursor)
    {
        (_, int row, int cells) = _positions.Find(one => one.Offset >= cursor);
        return (row, cells);
    }

    /// <summary>The last position in a row with at most this many cells before it.</summary>
    /// <returns>The position as UTF-16 units; null when there is no such row.</returns>
    public int? OffsetAt(int row, int cells)
    {
        int at = _positions.FindLastIndex(one => one.Row == row && one.Cells <= cells);
        return at < 0 ? null : _positions[at].Offset;
    }

    /// <summary>
    /// The graphemes of a text, and how each is drawn. A line break takes one cell, and so does a
    /// character that must not be drawn. A tab extends to the next tab stop of its line.
    /// </summary>
    public static List<(int Start, string Shown, int Cells)> Elements(string text)
    {
        int[] starts = StringInfo.ParseCombiningCharacters(text);
        var all = new List<(int Start, string Shown, int Cells)>(starts.Length);
        int column = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            int end = i + 1 < starts.Length ? starts[i + 1] : text.Length;
            string element = text[starts[i]..end];
            bool isBreak = element == "\n";
            string shown = isBreak ? InputLine.ShownBreak : SafeText.Of(element, column);
            int cells = CellWidth.Of(shown);
            all.Add((starts[i], shown, cells));
            column = isBreak ? 0 : column + cells;
        }

        return all;
    }
}
