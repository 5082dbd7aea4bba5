using System.Globalization;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Scrolling;

/// <summary>The appearance of a line: its parts, their styles, and its rows.</summary>
internal static class LineLayout
{
    /// <summary>The sign after a message of the user that is not confirmed.</summary>
    public const string Waiting = " \u2026";

    private static readonly Style s_dim = new() { IsDim = true };
    private static readonly Style s_bold = new() { IsBold = true };
    private static readonly Style s_found = new() { IsReversed = true, IsBold = true };
    private static readonly Style s_alarm = new() { Colour = NameColour.Alarm };

    private static readonly Style s_private = new()
    {
        Colour = NameColour.Private,
        IsBold = true,
        IsReversed = true,
    };

    public static IReadOnlyList<IReadOnlyList<Span>> Rows(
        ChatLine line, int columns, bool inPrivate = false)
    {
        if (line.Kind == LineKind.Day)
        {
            string day = line.Time.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);
            return [Rule(day, columns)];
        }

        Style clock = line.IsFound ? s_found : s_dim;
        List<Span> head = [new($"{line.Time:HH:mm} ", clock), .. Head(line, inPrivate)];
        int indent = head.Sum(static span => CellWidth.Of(span.Text));
        IReadOnlyList<IReadOnlyList<Span>> rows =
            WordWrap.Rows([.. head, .. Body(line)], columns, indent);

        // An empty line begins with its sender's name, like every other message.
        IEnumerable<IReadOnlyList<Span>> above = Enumerable.Range(0, line.EmptyLines)
            .SelectMany(_ => WordWrap.Rows(head, columns, indent));
        return line.EmptyLines > 0 ? [.. above, .. rows] : rows;
    }

    /// <summary>A horizontal rule with a text.</summary>
    public static IReadOnlyList<Span> Rule(string words, int columns)
    {
        int rest = Math.Max(0, columns - CellWidth.Of(words) - 2);
        string left = new('\u2500', Math.Min(4, rest));
        string right = new('\u2500', Math.Max(0, rest - 4));
        return [new Span($"{left} {words} {right}", s_dim)];
    }

    private static IEnumerable<Span> Head(ChatLine line, bool inPrivate)
    {
        string name = SafeText.Of(line.Name);
        Style colour = new()
        {
            Colour = line.IsPending ? (byte)0 : NameColour.Of(line.Name),
            IsBold = !line.IsPending,
            IsDim = line.IsPending,
            IsReversed = line.Mentioned.Length > 0,
        };
        return line.Kind switch
        {
            LineKind.Said => Named(name, colour),
            LineKind.Told or LineKind.ToldTo when inPrivate => Named(name, colour),
            LineKind.Acted => [new("* ", colour), new($"{name} ", colour)],
            LineKind.Told =>
                [new(TerminalSentences.Private, s_private), new(" ", default), new(
                    $"{name}: ", colour)],
            LineKind.ToldTo => [new(
                    TerminalSentences.PrivateTo(SafeText.Of(line.Receiver)), s_private), new(
                " ", default)],
            LineKind.Failed =>
                [new(TerminalSentences.NotSent(name), s_alarm)],
            LineKind.Held => [new(TerminalSentences.HeldFor(name), s_dim)],
            LineKind.Fault => [new("-- ", s_alarm)],
            _ => [new("-- ", s_dim)],
        };
    }

    private static IEnumerable<Span> Named(string name, Style colour) =>
        [new(name, colour), new(": ", default)];

    private static IEnumerable<Span> Body(ChatLine line)
    {
        string text = SafeText.Of(line.Presence?.ToString() ?? line.Text);
        switch (line.Kind)
        {
            case LineKind.Said or LineKind.Acted or LineKind.Told or LineKind.ToldTo
                or LineKind.Held:
                List<Span> spans =
                    Markup.Spans(text, line.IsPending || line.IsLost ? s_dim : default);
                return line.IsLost ? [.. spans, new Span(TerminalSentences.LostMark, s_alarm)]
                    : line.IsPending ? [.. spans, new Span(Waiting, s_dim)]
                    : line.Mentioned.Length > 0 ? Highlight(spans, SafeText.Of(line.Mentioned))
                    : spans;
            case LineKind.Notice:
                return Markup.Links(text, s_dim);
            case LineKind.Fault:
                return Markup.Links(text, s_alarm);
            default:
                return [new Span(text, default)];
        }
    }

    private static IEnumerable<Span> Highlight(List<Span> spans, string name)
    {
        foreach (Span span in spans)
        {
            int from = 0;
            int at;
            while (span.Link.Length == 0 && (at = Mention.Find(span.Text, name, from)) >= 0)
            {
                yield return span with { Text = span.Text[from..at] };
                from = at + name.Length;
                yield return new Span(
                    span.Text[at..from], s_bold with { Colour = NameColour.Of(name) });
            }

            yield return span with { Text = span.Text[from..] };
        }
    }
}
