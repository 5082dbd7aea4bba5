using SimpleClient.Sentences;
using SimpleClient.Terminal.Keys;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Chat.Overlays;

/// <summary>
/// Lines that cover the messages until Esc: help, a topic, or a list from which the user chooses.
/// In a list, typed text is a filter. With other overlays, typed text goes to the input line.
/// </summary>
internal sealed class Overlay
{
    private static readonly Style s_heading = new() { IsDim = true };
    private static readonly Style s_selected = new() { IsReversed = true };

    private readonly string _title;
    private readonly IReadOnlyList<OverlayLine> _lines;
    private readonly bool _isList;
    private IReadOnlyList<OverlayLine> _matches;
    private int _selected;
    private int _top;

    /// <summary>The last drawn height and number of rows, for scrolling.</summary>
    private (int Height, int Rows) _drawn;

    /// <param name="title">The heading.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="isList">True for a list from which the user chooses.</param>
    public Overlay(string title, IReadOnlyList<OverlayLine> lines, bool isList = false)
    {
        (_title, _lines, _isList, _matches) = (title, lines, isList, lines);
    }

    /// <summary>The typed filter; null for an overlay without one.</summary>
    public string? Filter { get; private set; }

    /// <summary>An overlay of plain lines.</summary>
    public static Overlay Of(string title, IEnumerable<string> lines) =>
        new(title, [.. lines.Select(static line => new OverlayLine(line))]);

    /// <summary>A list with a filter.</summary>
    public static Overlay List(string title, IReadOnlyList<OverlayLine> lines) =>
        new(title, lines, isList: true) { Filter = "" };

    /// <summary>Applies a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isLineEmpty">True when the user has typed no text for a message.</param>
    /// <param name="closes">True when the key closes the overlay.</param>
    /// <returns>True when the key has no further effect.</returns>
    public bool Press(Key key, bool isLineEmpty, out bool closes)
    {
        closes = false;
        int page = Math.Max(1, _drawn.Height - 2);
        bool takesAll = Filter is not null || isLineEmpty;
        switch (key)
        {
            case { Code: KeyCode.Escape }:
            case { Code: KeyCode.Enter } when takesAll:
                closes = true;
                if (key.Code == KeyCode.Enter && _isList && _matches.Count > 0)
                {
                    _matches[_selected].Choose?.Invoke();
                }

                return true;
            case { Code: KeyCode.PageUp or KeyCode.PageDown }:
                Move(key.Code == KeyCode.PageUp ? -page : page);
                return true;
            case { Code: KeyCode.WheelUp or KeyCode.WheelDown }:
                Move(key.Code == KeyCode.WheelUp ? -3 : 3);
                return true;
            case { Code: KeyCode.Up or KeyCode.Down, Alt: false, Ctrl: false } when takesAll:
                Move(key.Code == KeyCode.Up ? -1 : 1);
                return true;
            case { Code: KeyCode.Text, Alt: false, Ctrl: false } when Filter is not null:
                SetFilter(Filter + key.Text);
                return true;
            case { Code: KeyCode.Backspace } when Filter is not null:
                SetFilter(Filter.Length > 0 ? Filter[..^1] : "");
                return true;
            case { Code: KeyCode.Text, Ctrl: true, Text: "c" or "g" } when takesAll:
                closes = true;
                return true;
            default:
                return Filter is not null && key.Code is not KeyCode.Function;
        }
    }

    /// <summary>The rows: a heading, and as many lines as fit.</summary>
    /// <param name="rows">The height, in rows.</param>
    /// <param name="columns">The width in cells.</param>
    public IReadOnlyList<IReadOnlyList<Span>> Visible(int rows, int columns)
    {
        if (rows == 0)
        {
            return [];
        }

        List<IReadOnlyList<Span>> body = _isList ? ListRows(columns) : TextRows(columns);
        int height = Math.Max(1, rows - 1);
        _drawn = (height, body.Count);
        _top = _isList
            ? Math.Clamp(_top, Math.Max(0, _selected - height + 1), Math.Max(0, _selected))
            : Math.Clamp(_top, 0, Math.Max(0, body.Count - height));
        string heading = OverlaySentences.Heading(_title, Filter, _matches.Count, _lines.Count);
        IReadOnlyList<Span> head = [new Span(CellWidth.Cut(heading, columns), s_heading)];
        IEnumerable<IReadOnlyList<Span>> seen = body.Skip(_top).Take(rows > 1 ? height : rows);
        List<IReadOnlyList<Span>> all = rows > 1 ? [head, .. seen] : [.. seen];
        all.AddRange(Enumerable.Repeat<IReadOnlyList<Span>>([], rows - all.Count));
        return all;
    }

    private void SetFilter(string filter)
    {
        Filter = filter;
        _matches = [.. _lines.Where(
            line => line.Text.Contains(filter, StringComparison.OrdinalIgnoreCase))];
        (_selected, _top) = (0, 0);
    }

    private void Move(int by)
    {
        if (_isList)
        {
            _selected = Math.Clamp(_selected + by, 0, Math.Max(0, _matches.Count - 1));
        }
        else
        {
            _top = Math.Clamp(_top + by, 0, Math.Max(0, _drawn.Rows - _drawn.Height));
        }
    }

    private List<IReadOnlyList<Span>> ListRows(int columns)
    {
        var all = new List<IReadOnlyList<Span>>();
        for (int i = 0; i < _matches.Count; i++)
        {
            string text = CellWidth.Cut($" {SafeText.Of(_matches[i].Text)} ", columns);
            all.Add([new Span(text, i == _selected ? s_selected : default)]);
        }

        return all;
    }

    private List<IReadOnlyList<Span>> TextRows(int columns) =>
        [.. _lines.SelectMany(line => WordWrap.Rows(
            Markup.Links($" {SafeText.Of(line.Text)}", default), columns, indent: 3))];
}
