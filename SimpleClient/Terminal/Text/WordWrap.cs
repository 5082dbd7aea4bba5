namespace SimpleClient.Terminal.Text;

/// <summary>
/// Breaks a line into rows at spaces and between wide characters. A word is broken only if it is
/// longer than a row. All rows but the first are indented to the start of the text.
/// </summary>
internal sealed class WordWrap
{
    private readonly int _columns;
    private readonly int _indent;
    private readonly List<List<Span>> _rows = [[]];
    private int _used;
    private bool _isFresh = true;

    private WordWrap(int columns, int indent, IReadOnlyList<Span> head)
    {
        _columns = columns;
        _indent = indent;
        _rows[0].AddRange(head);
        _used = head.Sum(static span => CellWidth.Of(span.Text));
    }

    /// <summary>Breaks a line.</summary>
    /// <param name="spans">The line, safe to draw.</param>
    /// <param name="columns">The width in cells, at least 2.</param>
    /// <param name="indent">
    /// The indentation of further rows in cells. At most two fifths of the row are used.
    /// </param>
    /// <returns>At least one row. No row is wider than the width.</returns>
    public static IReadOnlyList<IReadOnlyList<Span>> Rows(
        IEnumerable<Span> spans, int columns, int indent)
    {
        return Rows([], spans, columns, indent);
    }

    /// <summary>
    /// Breaks a line after a head (its time and name), which is not broken itself.
    /// </summary>
    /// <param name="head">The start of the first row, narrower than the row.</param>
    /// <param name="spans">The rest of the line, safe to draw.</param>
    /// <param name="columns">The width in cells, at least 2.</param>
    /// <param name="indent">The indentation of further rows, as above.</param>
    public static IReadOnlyList<IReadOnlyList<Span>> Rows(
        IReadOnlyList<Span> head, IEnumerable<Span> spans, int columns, int indent)
    {
        var wrap = new WordWrap(columns, Math.Min(indent, columns * 2 / 5), head);
        foreach (List<Span> word in Words(spans))
        {
            wrap.Place(word);
        }

        return wrap._rows;
    }

    /// <summary>
    /// Splits a text into spaces, single wide characters, and the words between them. A word may
    /// have several spans. A link is one word and contains nothing else.
    /// </summary>
    private static IEnumerable<List<Span>> Words(IEnumerable<Span> spans)
    {
        var word = new List<Span>();
        foreach (Span span in spans)
        {
            string text = span.Text;
            int at = 0;
            while (at < text.Length)
            {
                int length = CellWidth.NextLength(text.AsSpan(at));
                Span element = span with { Text = text.Substring(at, length) };
                bool stands = text[at] == ' ' || CellWidth.OfElement(element.Text) > 1;
                if (stands)
                {
                    if (word.Count > 0)
                    {
                        yield return word;
                        word = [];
                    }

                    yield return [element];
                }
                else if (word.Count > 0 && word[^1].Style == span.Style
                    && word[^1].Link == span.Link)
                {
                    word[^1] = span with { Text = word[^1].Text + element.Text };
                }
                else
                {
                    word.Add(element);
                }

                at += length;
            }
        }

        if (word.Count > 0)
        {
            yield return word;
        }
    }

    private void Place(List<Span> word)
    {
        int cells = word.Sum(static span => CellWidth.Of(span.Text));
        if (word is [{ Text: " " }])
        {
            PlaceSpace(word[0]);
        }
        else if (_used + cells <= _columns)
        {
            Append(word, cells);
        }
        else if (cells <= _columns - _indent)
        {
            NextRow(_indent);
            Append(word, cells);
        }
        else if (cells <= _columns && word.Any(static span => span.Link.Length > 0))
        {
            // The link is kept in one piece without the indentation, so that the terminal
            // recognises it.
            NextRow(0);
            Append(word, cells);
        }
        else
        {
            Break(word);
        }
    }

    private void PlaceSpace(Span space)
    {
        // The row before was broken at this space, so the space is not drawn at the start of this
        // row.
        if (_used < _columns && !(_isFresh && _rows.Count > 1))
        {
            Append([space], 1);
        }
    }

    private void Append(List<Span> word, int cells)
    {
        // A link in one piece needs no separate address, because the drawn text is the address.
        foreach (Span span in word)
        {
            Add(span with { Link = "" });
        }

        _used += cells;
    }

    private void Break(List<Span> word)
    {
        foreach (Span span in word)
        {
            int from = 0;
            int at = 0;
            while (at < span.Text.Length)
            {
                int length = CellWidth.NextLength(span.Text.AsSpan(at));
                int cells = CellWidth.OfElement(span.Text.AsSpan(at, length));
                if (_used + cells > _columns)
                {
                    Add(span with { Text = span.Text[from..at] });
                    from = at;
                    NextRow(_indent);
                }

                _used += cells;
                at += length;
            }

            Add(span with { Text = span.Text[from..] });
        }
    }

    private void NextRow(int indent)
    {
        _rows.Add(indent > 0 ? [new Span(new string(' ', indent), default)] : []);
        _used = indent;
        _isFresh = true;
    }

    private void Add(Span span)
    {
        if (span.Text.Length == 0)
        {
            return;
        }

        List<Span> row = _rows[^1];
        if (row.Count > 0 && row[^1].Style == span.Style && row[^1].Link == span.Link)
        {
            row[^1] = span with { Text = row[^1].Text + span.Text };
        }
        else
        {
            row.Add(span);
        }

        _isFresh = false;
    }
}
