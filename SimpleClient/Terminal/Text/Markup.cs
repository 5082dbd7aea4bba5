using System.Text;

namespace SimpleClient.Terminal.Text;

/// <summary>
/// Draws markup for bold, italic, code and emoji. Only the drawing changes, and the text is sent as
/// typed. <see cref="Emphasis"/> decides which marks are delimiters. The delimiters are drawn too,
/// but dimmed, so a text loses no character even when the decision was wrong. Links contain no
/// markup.
/// </summary>
internal sealed class Markup
{
    private readonly string _text;
    private readonly Style _style;
    private readonly List<Span> _all;
    private readonly StringBuilder _plain = new();

    // The next closing position of each mark. Without this cache, a text that consists only of
    // marks would take quadratic time.
    private readonly Dictionary<char, int> _closes = [];

    /// <summary>
    /// The end of the last emoji name. Another emoji name may follow it directly.
    /// </summary>
    private int _pictureEnd;

    private Markup(string text, Style style, List<Span> all)
    {
        _text = text;
        _style = style;
        _all = all;
    }

    /// <summary>Splits a text, which is already safe to draw, into spans.</summary>
    public static List<Span> Spans(string text, Style style)
    {
        var all = new List<Span>();
        new Markup(text, style, all).Parse(marks: true);
        return all;
    }

    /// <summary>Splits a text, in which only links are recognised, into spans.</summary>
    public static List<Span> Links(string text, Style style)
    {
        var all = new List<Span>();
        new Markup(text, style, all).Parse(marks: false);
        return all;
    }

    private void Parse(bool marks)
    {
        int at = 0;
        while (at < _text.Length)
        {
            int used = WebLink.Length(_text, at);
            if (used > 0)
            {
                Flush();
                string link = _text[at..(at + used)];
                _all.Add(new Span(link, _style, WebLink.Address(link)));
            }
            else if (marks)
            {
                used = Marked(at);
            }

            if (used == 0)
            {
                _plain.Append(_text[at]);
                used = 1;
            }

            at += used;
        }

        Flush();
    }

    /// <summary>The length of a marked piece with its marks; 0 when none begins here.</summary>
    private int Marked(int at)
    {
        char mark = _text[at];
        if (mark == ':' && Shortcode(at, out string picture) is > 0 and int length)
        {
            _plain.Append(picture);
            _pictureEnd = at + length;
            return length;
        }

        bool known = mark switch
        {
            '`' => true,
            '*' => !_style.IsBold,
            '_' => !_style.IsItalic,
            _ => false,
        };
        if (!known || !Emphasis.Opens(_text, at))
        {
            return 0;
        }

        int end = Close(at);
        if (end == _text.Length || !Emphasis.Encloses(_text, at, end))
        {
            return 0;
        }

        Flush();
        var delimiter = new Span(mark.ToString(), _style with { IsDim = true });
        _all.Add(delimiter);
        string inner = _text[(at + 1)..end];
        if (mark == '`')
        {
            _all.Add(new Span(inner, _style with { Colour = NameColour.Code }));
        }
        else
        {
            Style style = mark == '*'
                ? _style with { IsBold = true }
                : _style with { IsItalic = true };
            new Markup(inner, style, _all).Parse(marks: true);
        }

        _all.Add(delimiter);
        return end + 1 - at;
    }

    /// <summary>
    /// The closing position of a mark that opens here; the length of the text when there is none.
    /// </summary>
    private int Close(int at)
    {
        char mark = _text[at];
        if (_closes.TryGetValue(mark, out int known) && known > at + 1)
        {
            return known;
        }

        int i = at + 2;
        while (i < _text.Length && !(_text[i] == mark && Emphasis.Closes(_text, i)))
        {
            i += mark == '`' ? 1 : Math.Max(1, WebLink.Length(_text, i));
        }

        return _closes[mark] = Math.Min(i, _text.Length);
    }

    /// <summary>
    /// The length of an emoji name with its colons. The name may not be inside a word or next to
    /// another colon, so <c>key:value:key</c> and <c>std::x::y</c> are unchanged.
    /// </summary>
    private int Shortcode(int at, out string picture)
    {
        int length = Named(_text, at, out picture);
        int next = at + length;
        bool isFree = at == 0 || at == _pictureEnd
            || !(char.IsLetterOrDigit(_text[at - 1]) || _text[at - 1] is '_' or ':');
        bool ends = next == _text.Length
            || (_text[next] == ':'
                ? Named(_text, next, out _) > 0
                : !char.IsLetterOrDigit(_text[next]));
        return isFree && ends ? length : 0;
    }

    private static int Named(string text, int at, out string picture)
    {
        picture = "";
        int end = at + 1;
        while (end < text.Length && end - at <= Shortcodes.MaxLength
            && (char.IsAsciiLetterLower(text[end]) || char.IsAsciiDigit(text[end])
                || text[end] is '_' or '+' or '-'))
        {
            end++;
        }

        return end < text.Length && text[end] == ':'
            && Shortcodes.Find(text[(at + 1)..end]) is { } found
            && (picture = found).Length > 0
                ? end + 1 - at
                : 0;
    }

    private void Flush()
    {
        if (_plain.Length > 0)
        {
            _all.Add(new Span(_plain.ToString(), _style));
            _plain.Clear();
        }
    }
}
