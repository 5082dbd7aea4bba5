namespace SimpleClient.Terminal.Editing;

/// <summary>The typed lines, and the unfinished line that follows the newest one.</summary>
internal sealed class InputHistory
{
    /// <summary>The most lines; above it, the oldest is removed.</summary>
    public const int MaxLines = 500;

    /// <summary>The most characters of all lines; above it, the oldest are removed.</summary>
    public const int MaxChars = 512 * 1024;

    private readonly List<string> _lines = [];
    private int _chars;
    private int _at;
    private string _draft = "";

    /// <summary>
    /// Adds a line, unless it is empty or equal to the last one. If an older line is shown, that
    /// line stays shown.
    /// </summary>
    /// <returns>False when the line was not added.</returns>
    public bool Add(string line)
    {
        bool isAtEnd = _at == _lines.Count;
        bool isNew = line.Length > 0 && (_lines.Count == 0 || _lines[^1] != line);
        if (isNew)
        {
            _lines.Add(line);
            _chars += line.Length;
            while (_lines.Count > MaxLines || (_chars > MaxChars && _lines.Count > 1))
            {
                _chars -= _lines[0].Length;
                _lines.RemoveAt(0);
                _at = Math.Max(0, _at - 1);
            }
        }

        _at = isAtEnd ? _lines.Count : _at;
        return isNew;
    }

    /// <summary>Returns the line before the shown one.</summary>
    /// <param name="shown">
    /// The shown text. It is stored when it is not a line of the history.
    /// </param>
    /// <returns>Null at the oldest line.</returns>
    public string? Older(string shown)
    {
        if (_at == 0)
        {
            return null;
        }

        _draft = _at == _lines.Count ? shown : _draft;
        return _lines[--_at];
    }

    /// <summary>
    /// Returns the line after the shown one. After the newest line it returns the unfinished one.
    /// </summary>
    /// <returns>Null when the unfinished line is already shown.</returns>
    public string? Newer()
    {
        if (_at == _lines.Count)
        {
            return null;
        }

        return ++_at == _lines.Count ? _draft : _lines[_at];
    }

    /// <summary>Leaves the history, because another draft is shown.</summary>
    /// <returns>The unfinished line; null when no line of the history is shown.</returns>
    public string? Leave()
    {
        string? draft = _at < _lines.Count ? _draft : null;
        _at = _lines.Count;
        return draft;
    }

    /// <summary>Returns to the shown line of the history.</summary>
    /// <param name="shown">The shown line.</param>
    /// <param name="draft">The result of <see cref="Leave"/>.</param>
    /// <returns>
    /// False when the line is not in the history, so that <see cref="Newer"/> does not lead to the
    /// draft.
    /// </returns>
    public bool Resume(string shown, string? draft)
    {
        int at = draft is null ? -1 : _lines.LastIndexOf(shown);
        _at = at < 0 ? _lines.Count : at;
        _draft = draft ?? "";
        return draft is null || at >= 0;
    }

    /// <summary>Finds a line with a text, from a position backwards.</summary>
    /// <param name="text">The text, in any case.</param>
    /// <param name="before">
    /// Only lines before this position are searched; the number of lines searches all.
    /// </param>
    /// <returns>The position of the newest line with the text; -1 when there is none.</returns>
    public int Find(string text, int before)
    {
        int at = Math.Min(before, _lines.Count) - 1;
        while (at >= 0 && !_lines[at].Contains(text, StringComparison.OrdinalIgnoreCase))
        {
            at--;
        }

        return at;
    }

    /// <summary>The number of lines.</summary>
    public int Count => _lines.Count;

    /// <summary>A line, by a position from <see cref="Find"/>.</summary>
    public string this[int at] => _lines[at];
}
