using SimpleClient.Terminal.Scrolling;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// The rows of the lines of a place. Rows are stored, because most lines are drawn many times.
/// </summary>
internal sealed class LineRows(NameColours names)
{
    /// <summary>The most lines whose rows are stored. They fill a few screens.</summary>
    private const int MaxLines = 1000;

    /// <summary>
    /// The most characters of the lines whose rows are stored. Rows take about four times the
    /// memory of their text.
    /// </summary>
    private const int MaxChars = 512 * 1024;

    // Lines are compared by identity, because comparing the content of two lines costs more than
    // the layout of one.
    private readonly Dictionary<ChatLine, Stored> _stored =
        new(ReferenceEqualityComparer.Instance);

    private LineContext _context = new(0, names);
    private int _chars;

    /// <summary>True for a private conversation.</summary>
    public bool InPrivate
    {
        get => _context.InPrivate;
        set => Change(_context with { InPrivate = value });
    }

    /// <summary>The user's choices for the appearance of lines.</summary>
    public LineStyle Style
    {
        get => _context.Style;
        set => Change(_context with { Style = value });
    }

    /// <summary>The text to highlight; empty when there is none.</summary>
    public string Wanted
    {
        get => _context.Wanted;
        set => Change(_context with { Wanted = value });
    }

    /// <summary>The rows of a line, at least one.</summary>
    /// <param name="before">The line above; null when there is none, or a rule.</param>
    /// <param name="line">The line.</param>
    /// <param name="columns">The width in cells.</param>
    /// <param name="links">The numbers of its links; empty when it has none.</param>
    public IReadOnlyList<IReadOnlyList<Span>> Of(
        ChatLine? before, ChatLine line, int columns, string links = "")
    {
        if (columns != _context.Columns)
        {
            Change(_context with { Columns = columns });
        }

        (bool hasTime, bool hasName) = _context.Below(before, line);
        if (_stored.TryGetValue(line, out Stored known) && known.HasTime == hasTime
            && known.HasName == hasName && known.Links == links)
        {
            return known.Rows;
        }

        if (_stored.Count > MaxLines || _chars > MaxChars)
        {
            Forget();
        }

        _chars += line.Text.Length;
        IReadOnlyList<IReadOnlyList<Span>> rows = LineLayout.Rows(
            line, _context with { HasTime = hasTime, HasName = hasName, Links = links });
        _stored[line] = new Stored(hasTime, hasName, links, rows);
        return rows;
    }

    /// <summary>Discards the stored rows.</summary>
    public void Forget()
    {
        _stored.Clear();
        _chars = 0;
    }

    private void Change(LineContext context)
    {
        Forget();
        _context = context;
    }

    private readonly record struct Stored(
        bool HasTime, bool HasName, string Links, IReadOnlyList<IReadOnlyList<Span>> Rows);
}
