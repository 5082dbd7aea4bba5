using System.Globalization;
using SimpleClient.Terminal.Text;

namespace UnitTests.Client.Terminal;

/// <summary>
/// A terminal screen that implements only the sequences that the client writes. It throws at any
/// other sequence, at output beyond the screen, and at a wrap unless wrapping is on.
/// </summary>
internal sealed class VirtualScreen
{
    private const string Empty = " ";

    private readonly HashSet<int> _touched = [];
    private readonly string[][] _cells;
    private readonly int _columns;
    private (int Top, int Bottom) _region;
    private int _row;
    private int _column;
    private bool _wraps;

    public VirtualScreen(int columns, int rows)
    {
        _columns = columns;
        _cells = [.. Enumerable.Range(0, rows).Select(_ => NewRow())];
        _region = (0, rows - 1);
    }

    /// <summary>Each row, without trailing spaces.</summary>
    public IEnumerable<string> Rows => _cells.Select(row => string.Concat(row).TrimEnd());

    public (int Row, int Column) Cursor => (_row, _column);

    /// <summary>The number of rows that the terminal itself began at a wrap.</summary>
    public int Wraps { get; private set; }

    /// <summary>The number of rows touched since the last call.</summary>
    public int TakeTouched()
    {
        int touched = _touched.Count;
        _touched.Clear();
        return touched;
    }

    public void Write(string text)
    {
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] == '\u001B')
            {
                at = Sequence(text, at + 1);
            }
            else if (text[at] == '\n')
            {
                LineFeed();
                at++;
            }
            else
            {
                int length = StringInfo.GetNextTextElementLength(text, at);
                Put(text.Substring(at, length));
                at += length;
            }
        }
    }

    private int Sequence(string text, int at)
    {
        if (text[at] == ']')
        {
            return text.IndexOf("\u001B\\", at, StringComparison.Ordinal) + 2;
        }

        Assert.That(text[at], Is.EqualTo('['));
        int end = at + 1;
        while (text[end] is < '@' or > '~')
        {
            end++;
        }

        string parameters = text[(at + 1)..end];
        int[] numbers = [.. parameters.Split(';').Select(
            static part => int.TryParse(part, out int n) ? n : 1)];
        switch (text[end])
        {
            case 'h' or 'l' when parameters == "?7":
                _wraps = text[end] == 'h';
                break;
            case 'm' or 'h' or 'l':
                break;
            case 'H':
                (_row, _column) = (numbers[0] - 1, numbers[1] - 1);
                break;
            case 'G':
                _column = numbers[0] - 1;
                break;
            case 'K':
                // The cursor stays on the last cell after it was written, so that cell is erased
                // too.
                int from = Math.Min(_column, _columns - 1);
                Array.Fill(_cells[_row], Empty, from, _columns - from);
                break;
            case 'r' when parameters.Length == 0:
                _region = (0, _cells.Length - 1);
                break;
            case 'r':
                _region = (numbers[0] - 1, numbers[1] - 1);
                break;
            default:
                Assert.Fail($"an unknown sequence: {parameters}{text[end]}");
                break;
        }

        return end + 1;
    }

    private void LineFeed()
    {
        if (_row != _region.Bottom)
        {
            _row++;
            return;
        }

        for (int i = _region.Top; i < _region.Bottom; i++)
        {
            _cells[i] = _cells[i + 1];
        }

        _cells[_region.Bottom] = NewRow();
    }

    private void Put(string element)
    {
        int cells = CellWidth.OfElement(element);
        if (_wraps && _column + cells > _columns)
        {
            (_row, _column) = (_row + 1, 0);
            Wraps++;
        }

        Assert.That(_column + cells, Is.LessThanOrEqualTo(_columns), $"'{element}' is beyond");
        _touched.Add(_row);
        if (cells == 0)
        {
            return;
        }

        _cells[_row][_column] = element;
        for (int i = 1; i < cells; i++)
        {
            _cells[_row][_column + i] = "";
        }

        _column += cells;
    }

    private string[] NewRow() => [.. Enumerable.Repeat(Empty, _columns)];
}
