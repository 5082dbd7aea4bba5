namespace SimpleClient.Terminal.Editing;

/// <summary>What was typed before, and the way back to what is being typed now.</summary>
internal sealed class InputHistory
{
    /// <summary>Lines kept; the oldest go.</summary>
    public const int MaxLines = 100;

    private readonly List<string> _lines = [];
    private int _at;
    private string _draft = "";

    /// <summary>
    /// Remembers a line. The same one twice in a row, or an empty one, is no news. An older line
    /// that is shown stays the one that is shown.
    /// </summary>
    public void Add(string line)
    {
        bool isAtEnd = _at == _lines.Count;
        if (line.Length > 0 && (_lines.Count == 0 || _lines[^1] != line))
        {
            _lines.Add(line);
            if (_lines.Count > MaxLines)
            {
                _lines.RemoveAt(0);
                _at = Math.Max(0, _at - 1);
            }
        }

        _at = isAtEnd ? _lines.Count : _at;
    }

    /// <summary>The line before the one that is shown.</summary>
    /// <param name="shown">What is shown: kept when it is not of the past.</param>
    /// <returns>Null at the oldest.</returns>
    public string? Older(string shown)
    {
        if (_at == 0)
        {
            return null;
        }

        _draft = _at == _lines.Count ? shown : _draft;
        return _lines[--_at];
    }

    /// <summary>The line after the one that is shown; at last what was being typed.</summary>
    /// <returns>Null when that is shown already.</returns>
    public string? Newer()
    {
        if (_at == _lines.Count)
        {
            return null;
        }

        return ++_at == _lines.Count ? _draft : _lines[_at];
    }

    /// <summary>Stops at no line, because another draft is shown.</summary>
    /// <returns>The text that was being typed before; null when no older line is shown.</returns>
    public string? Leave()
    {
        string? draft = _at < _lines.Count ? _draft : null;
        _at = _lines.Count;
        return draft;
    }

    /// <summary>Goes back to the line that is shown.</summary>
    /// <param name="shown">The line.</param>
    /// <param name="draft">What <see cref="Leave"/> returned.</param>
    /// <returns>
    /// False when the line is none of the past: <see cref="Newer"/> does not lead to the draft.
    /// </returns>
    public bool Resume(string shown, string? draft)
    {
        int at = draft is null ? -1 : _lines.LastIndexOf(shown);
        _at = at < 0 ? _lines.Count : at;
        _draft = draft ?? "";
        return draft is null || at >= 0;
    }

    /// <summary>Looks for a text, from a place backwards.</summary>
    /// <param name="text">The text; case does not matter.</param>
    /// <param name="before">Only lines older than this one; the count of lines for all.</param>
    /// <returns>The place of the newest line with the text in it; -1: none.</returns>
    public int Find(string text, int before)
    {
        int at = Math.Min(before, _lines.Count) - 1;
        while (at >= 0 && !_lines[at].Contains(text, StringComparison.OrdinalIgnoreCase))
        {
            at--;
        }

        return at;
    }

    /// <summary>How many lines there are.</summary>
    public int Count => _lines.Count;

    /// <summary>A line, by the place that <see cref="Find"/> told.</summary>
    public string this[int at] => _lines[at];
}
