using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Scrolling;

/// <summary>Draws parts of a line in another style.</summary>
internal static class Highlight
{
    /// <summary>Highlights a name where it is a separate word. Links stay as they are.</summary>
    public static List<Span> Name(List<Span> spans, string name, Style style) => All(
        spans, style, span => span.Link.Length > 0, (text, from) =>
            (Mention.Find(text, name, from), name.Length));

    /// <summary>A text, in any case.</summary>
    public static List<Span> Text(List<Span> spans, string wanted, Style style) => All(
        spans, style, static _ => false, (text, from) =>
            (text.IndexOf(wanted, from, StringComparison.OrdinalIgnoreCase), wanted.Length));

    private static List<Span> All(
        List<Span> spans,
        Style style,
        Predicate<Span> isSkipped,
        Func<string, int, (int At, int Length)> find)
    {
        var all = new List<Span>();
        foreach (Span span in spans)
        {
            int from = 0;
            while (!isSkipped(span) && from < span.Text.Length
                && find(span.Text, from) is ( >= 0 and int at, int length))
            {
                all.Add(span with { Text = span.Text[from..at] });
                from = at + length;
                all.Add(span with { Text = span.Text[at..from], Style = style });
            }

            all.Add(span with { Text = span.Text[from..] });
        }

        return all;
    }
}
