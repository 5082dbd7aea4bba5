using System.Globalization;
using System.Text;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal;

/// <summary>
/// The line that a person is typing, and the cursor in it. It moves and deletes by characters as
/// people see them: an emoji of four code points is one. Knows nothing of a terminal.
/// </summary>
internal sealed class InputLine
{
    private readonly StringBuilder _text = new();
    private int _cursor;
    private char _firstHalf;

    /// <summary>What was typed.</summary>
    public string Text => _text.ToString();

    /// <summary>Where the cursor is: the UTF-16 units before it.</summary>
    public int Cursor => _cursor;

    /// <summary>True when nothing was typed.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>
    /// Puts a character before the cursor. One beyond U+FFFF comes as two halves, and is put there
    /// with the second; a half alone is dropped. A tab becomes a space; other controls are dropped.
    /// </summary>
    public void Insert(char c)
    {
        char first = _firstHalf;
        _firstHalf = '\0';
        if (char.IsHighSurrogate(c))
        {
            _firstHalf = c;
            return;
        }

        if (char.IsLowSurrogate(c))
        {
            if (first != '\0')
            {
                _text.Insert(_cursor, [first, c]);
                _cursor += 2;
            }

            return;
        }

        c = c == '\t' ? ' ' : c;
        if (!char.IsControl(c))
        {
            _text.Insert(_cursor++, c);
        }
    }

    /// <summary>Takes away the character before the cursor.</summary>
    public void Backspace() => Cut(Before(_cursor), _cursor);

    /// <summary>Takes away the character at the cursor.</summary>
    public void Delete() => Cut(_cursor, After(_cursor));

    /// <summary>Takes away all before the cursor.</summary>
    public void CutToStart() => Cut(0, _cursor);

    /// <summary>Takes away the word before the cursor, and the spaces after that word.</summary>
    public void CutWord()
    {
        int from = _cursor;
        while (from > 0 && _text[from - 1] == ' ')
        {
            from--;
        }

        while (from > 0 && _text[from - 1] != ' ')
        {
            from--;
        }

        Cut(from, _cursor);
    }

    /// <summary>Goes one character to the left.</summary>
    public void Left() => _cursor = Before(_cursor);

    /// <summary>Goes one character to the right.</summary>
    public void Right() => _cursor = After(_cursor);

    /// <summary>Goes before the first character.</summary>
    public void Home() => _cursor = 0;

    /// <summary>Goes behind the last character.</summary>
    public void End() => _cursor = _text.Length;

    /// <summary>Hands over what was typed, and is empty again.</summary>
    public string Take()
    {
        string text = Text;
        _text.Clear();
        _cursor = 0;
        _firstHalf = '\0';
        return text;
    }

    /// <summary>The part of the line that fits a number of cells, with the cursor in it.</summary>
    /// <param name="cells">Cells there are, at least 1.</param>
    public InputView View(int cells)
    {
        string text = Text;
        int[] starts = StringInfo.ParseCombiningCharacters(text);
        int CellsAt(int i) => CellWidth.OfElement(
            text.AsSpan(starts[i]..(i + 1 < starts.Length ? starts[i + 1] : text.Length)));

        int at = Array.FindIndex(starts, start => start >= _cursor);
        at = at < 0 ? starts.Length : at;

        // First what led to the cursor, but not all of it, so that some of what follows is seen
        // too; then what follows; and what is left over goes to the left again.
        int first = at;
        int last = at;
        int used = 0;
        void Extend(int room)
        {
            while (first > 0 && used + CellsAt(first - 1) <= room)
            {
                used += CellsAt(--first);
            }
        }

        Extend(cells * 3 / 4);
        while (last < starts.Length && used + CellsAt(last) <= cells)
        {
            used += CellsAt(last++);
        }

        Extend(cells);
        int from = first < starts.Length ? starts[first] : text.Length;
        int to = last < starts.Length ? starts[last] : text.Length;
        string seen = text[from..to];
        int before = CellWidth.Of(text.AsSpan(from, Math.Max(0, _cursor - from)));
        return new InputView(seen, before, used);
    }

    private int Before(int at)
    {
        int[] starts = StringInfo.ParseCombiningCharacters(Text);
        int index = Array.FindLastIndex(starts, start => start < at);
        return index < 0 ? 0 : starts[index];
    }

    private int After(int at) =>
        at < _text.Length ? at + StringInfo.GetNextTextElementLength(Text, at) : at;

    private void Cut(int from, int to)
    {
        _text.Remove(from, to - from);
        _cursor = from;
        _firstHalf = '\0';
    }
}
