using System.Globalization;
using System.Text;
using SimpleClient.Lines;

namespace SimpleClient.Terminal.Editing;

/// <summary>
/// The line that the user types, and its cursor. The cursor moves by graphemes (what a reader sees
/// as one character), and keys delete graphemes. So an emoji of four code points is one character.
/// A paste may contain line breaks. The class does not depend on a terminal.
/// </summary>
internal sealed class InputLine
{
    /// <summary>The sign for a line break inside a row.</summary>
    public const string ShownBreak = "\u21B5";
    private const char Mask = '*';

    private readonly StringBuilder _text = new();
    private int _cursor;
    private string _killed = "";
    private bool _killsOn;

    /// <summary>The column of the first of several moves by rows; null after other keys.</summary>
    private int? _wantedCells;

    /// <summary>The typed text; LF between lines.</summary>
    public string Text => _text.ToString();

    /// <summary>The position of the cursor, as the number of UTF-16 units before it.</summary>
    public int Cursor => _cursor;

    public bool IsEmpty => _text.Length == 0;

    /// <summary>
    /// Inserts a text before the cursor. Tabs and line breaks are kept, because pasted code needs
    /// them. Other control characters and unpaired surrogates are dropped.
    /// </summary>
    public void Insert(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isKept = rune.Value is '\n' or '\t'
                || (!Rune.IsControl(rune) && rune != Rune.ReplacementChar);
            clean.Append(isKept ? rune.ToString() : "");
        }

        _text.Insert(_cursor, clean);
        _cursor += clean.Length;
        (_killsOn, _wantedCells) = (false, null);
    }

    /// <summary>Replaces the whole text, and puts the cursor at its end.</summary>
    public void Set(string text) => Set(text, text.Length);

    /// <summary>Replaces the whole text and sets the cursor.</summary>
    public void Set(string text, int cursor)
    {
        _text.Clear().Append(text);
        _cursor = cursor;
        (_killsOn, _wantedCells) = (false, null);
    }

    /// <summary>Deletes the character before the cursor.</summary>
    public void Backspace() => Cut(Before(_cursor), _cursor);

    /// <summary>Deletes the character at the cursor.</summary>
    public void Delete() => Cut(_cursor, After(_cursor));

    /// <summary>Deletes all before the cursor, for <see cref="Yank"/>.</summary>
    public void KillToStart() => Kill(0, _cursor);

    /// <summary>Deletes all from the cursor on, for <see cref="Yank"/>.</summary>
    public void KillToEnd() => Kill(_cursor, _text.Length);

    /// <summary>
    /// Deletes the word before the cursor, and the spaces after that word, for <see cref="Yank"/>.
    /// </summary>
    public void KillWord() => Kill(WordStart(), _cursor);

    /// <summary>Deletes the word at the cursor, for <see cref="Yank"/>.</summary>
    public void KillNextWord() => Kill(_cursor, WordEnd());

    /// <summary>Inserts the text that was last cut. Several cuts in a row are one text.</summary>
    public void Yank() => Insert(_killed);

    public void Left() => MoveTo(Before(_cursor));

    public void Right() => MoveTo(After(_cursor));

    /// <summary>Moves to the start of the word before the cursor.</summary>
    public void WordLeft() => MoveTo(WordStart());

    /// <summary>Moves to the end of the word at the cursor.</summary>
    public void WordRight() => MoveTo(WordEnd());

    /// <summary>Moves before the first character.</summary>
    public void Home() => MoveTo(0);

    /// <summary>Moves after the last character.</summary>
    public void End() => MoveTo(_text.Length);

    /// <summary>
    /// Moves to the row above or below. Several such moves in a row stay near the column of the
    /// first one.
    /// </summary>
    /// <param name="by">-1 for the row above, 1 for the row below.</param>
    /// <param name="cells">The width of a row in cells, at least 2.</param>
    /// <returns>False when there is no such row.</returns>
    public bool MoveRow(int by, int cells)
    {
        var layout = new InputLayout(Masked(Text), cells);
        (int row, int before) = layout.PositionOf(_cursor);
        int wanted = _wantedCells ?? before;
        if (layout.OffsetAt(row + by, wanted) is not { } offset)
        {
            return false;
        }

        // Each unit of a password is drawn as one asterisk, but a cursor stands between graphemes.
        MoveTo(offset == _text.Length ? offset : Before(offset + 1));
        _wantedCells = wanted;
        return true;
    }

    /// <summary>Returns the text and clears the line.</summary>
    public string Take()
    {
        string text = Text;
        Set("");
        return text;
    }

    /// <summary>The part of the line around the cursor that fits into some cells.</summary>
    /// <param name="cells">The width in cells, at least 1.</param>
    public InputView View(int cells)
    {
        List<(int Start, string Shown, int Cells)> all = InputLayout.Elements(Masked(Text));
        int at = all.FindIndex(element => element.Start >= _cursor);
        at = at < 0 ? all.Count : at;

        // The view first takes text before the cursor, up to three quarters of the width, so that
        // some text after the cursor is visible too. Then it takes the text after the cursor, and
        // then more of the text before it.
        int first = at;
        int last = at;
        int used = 0;
        void Extend(int room)
        {
            while (first > 0 && used + all[first - 1].Cells <= room)
            {
                used += all[--first].Cells;
            }
        }

        Extend(cells * 3 / 4);
        while (last < all.Count && used + all[last].Cells <= cells)
        {
            used += all[last++].Cells;
        }

        Extend(cells);
        string shown = string.Concat(all[first..last].Select(static element => element.Shown));
        return new InputView(shown, all[first..at].Sum(static element => element.Cells), used);
    }

    /// <summary>
    /// The line broken into rows, or the rows around the cursor if there are too many. A line break
    /// ends a row.
    /// </summary>
    /// <param name="cells">The width of a row in cells, at least 2.</param>
    /// <param name="most">The most rows, at least 1; one row shows line breaks inside it.</param>
    public InputRows Rows(int cells, int most)
    {
        if (most == 1)
        {
            InputView view = View(cells);
            return new InputRows([view.Text], 0, view.CursorCells);
        }

        var layout = new InputLayout(Masked(Text), cells);
        (int row, int before) = layout.PositionOf(_cursor);
        IReadOnlyList<string> rows = layout.Rows;
        int top = Math.Clamp(row - (most / 2), 0, Math.Max(0, rows.Count - most));
        return new InputRows(
            [.. rows.Skip(top).Take(most)],
            row - top,
            before);
    }

    /// <summary>Replaces each character of a password with a mark.</summary>
    private static string Masked(string text)
    {
        int from = TypedLine.SecretFrom(text);
        return from < 0 ? text : text[..from] + new string(Mask, text.Length - from);
    }

    private void MoveTo(int cursor)
    {
        _cursor = cursor;
        (_killsOn, _wantedCells) = (false, null);
    }

    private int Before(int at)
    {
        int[] starts = StringInfo.ParseCombiningCharacters(Text);
        int index = Array.FindLastIndex(starts, start => start < at);
        return index < 0 ? 0 : starts[index];
    }

    private int After(int at) =>
        at < _text.Length ? at + StringInfo.GetNextTextElementLength(Text, at) : at;

    private int WordStart()
    {
        int at = _cursor;
        while (at > 0 && IsSpace(_text[at - 1]))
        {
            at--;
        }

        while (at > 0 && !IsSpace(_text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private int WordEnd()
    {
        int at = _cursor;
        while (at < _text.Length && IsSpace(_text[at]))
        {
            at++;
        }

        while (at < _text.Length && !IsSpace(_text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n';

    private void Kill(int from, int to)
    {
        string killed = _text.ToString(from, to - from);
        _killed = !_killsOn ? killed : from < _cursor ? killed + _killed : _killed + killed;
        Cut(from, to);
        _killsOn = true;
    }

    private void Cut(int from, int to)
    {
        _text.Remove(from, to - from);
        MoveTo(from);
    }
}
