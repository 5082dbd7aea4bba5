using System.Globalization;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Scrolling;

/// <summary>
/// The appearance of a line: its time, the sender's name right-aligned in a column of its own, and
/// its text, which always begins in the same column. A narrow screen has no column for names.
/// </summary>
internal static class LineLayout
{
    /// <summary>The sign after a message of the user that is not confirmed.</summary>
    public const string Waiting = " \u2026";

    /// <summary>The cells of the column for names. A longer name is cut.</summary>
    public const int NameCells = 9;

    /// <summary>
    /// The column of the text. The time and the name are before it, with a blank after each.
    /// </summary>
    public const int TextColumn = TimeCells + NameCells + 1;

    private const int TimeCells = 6;

    private static readonly Span s_blankHead = new(new string(' ', TextColumn), default);

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

    public static IReadOnlyList<IReadOnlyList<Span>> Rows(ChatLine line, LineContext context)
    {
        int columns = context.Columns;
        if (line.Kind == LineKind.Day)
        {
            string day = line.Time.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);
            return [Rule(day, "", columns)];
        }

        List<Span> head = Head(line, context);
        int indent = head.Sum(static span => CellWidth.Of(span.Text));
        List<Span> text = [.. Before(line, context), .. Body(line, context)];
        if (context.Links.Length > 0)
        {
            text.Add(new Span($"  {context.Links}", s_dim));
        }

        // A separate head (the time and the name) costs less than breaking its blanks. A long name
        // may have to be broken.
        IReadOnlyList<IReadOnlyList<Span>> rows = indent < columns / 2
            ? WordWrap.Rows(head, text, columns, indent)
            : WordWrap.Rows([.. head, .. text], columns, indent);
        if (line.EmptyLines == 0)
        {
            return rows;
        }

        // An empty line has the head of its message, so that it cannot look like a line of another
        // member.
        return
        [
            .. Enumerable.Repeat<IReadOnlyList<Span>>(head, line.EmptyLines),
            .. rows,
        ];
    }

    /// <summary>A horizontal rule with a text, and another one at its right end.</summary>
    public static IReadOnlyList<Span> Rule(string words, string right, int columns)
    {
        int end = right.Length > 0 ? CellWidth.Of(right) + 3 : 0;
        int rest = columns - CellWidth.Of(words) - 2;
        if (rest < end + 8)
        {
            (right, end) = ("", 0);
        }

        string left = new('\u2500', Math.Clamp(rest, 0, 4));
        string line = new('\u2500', Math.Max(0, rest - 4 - end));
        string tail = end > 0 ? $" {right} \u2500" : "";
        return [new Span($"{left} {words} {line}{tail}", s_dim)];
    }

    private static List<Span> Head(ChatLine line, LineContext context)
    {
        if (context is { HasTime: false, HasName: false } && !line.IsFound)
        {
            return [s_blankHead];
        }

        Style clock = line.IsFound ? s_found : s_dim;
        string time = $"{line.Time:HH:mm}";
        (string name, Style style) = Name(line, context);
        if (context.Columns < LineContext.MinColumnsForNames)
        {
            string colon = line.Kind is LineKind.Said or LineKind.Told or LineKind.ToldTo
                ? ": " : name.Length > 0 ? " " : "";
            return [new($"{time} ", clock), new(name, style), new(colon, default)];
        }

        bool isTimed = context.HasTime || line.IsFound;
        string shown = context.HasName ? CellWidth.Cut(name, NameCells) : "";
        string blanks = new(' ', NameCells - CellWidth.Of(shown));
        return
        [
            new(isTimed ? time : new string(' ', TimeCells - 1), isTimed ? clock : default),
            new($" {blanks}", default),
            new(shown, style),
            new(" ", default),
        ];
    }

    private static (string Name, Style Style) Name(ChatLine line, LineContext context)
    {
        string name = SafeText.Of(line.Name);
        Style colour = new()
        {
            Colour = line.IsPending ? (byte)0 : context.Names.Of(line.Name),
            IsBold = !line.IsPending,
            IsDim = line.IsPending,
            IsReversed = line.Mentioned.Length > 0,
        };
        return line.Kind switch
        {
            LineKind.Said or LineKind.Told or LineKind.ToldTo => (name, colour),
            LineKind.Acted => ($"* {name}", colour),
            LineKind.Failed or LineKind.Held => ("", default),
            LineKind.Fault => ("--", s_alarm),
            _ => ("--", s_dim),
        };
    }

    /// <summary>The spans before the text of some kinds of lines.</summary>
    private static IEnumerable<Span> Before(ChatLine line, LineContext context)
    {
        string name = SafeText.Of(line.Name);
        return line.Kind switch
        {
            LineKind.Told when !context.InPrivate =>
                [new(TerminalSentences.Private, s_private), new(" ", default)],
            LineKind.ToldTo when !context.InPrivate =>
            [
                new(TerminalSentences.PrivateTo(SafeText.Of(line.Receiver)), s_private),
                new(" ", default),
            ],
            LineKind.Failed => [new(TerminalSentences.NotSent(name), s_alarm)],
            LineKind.Held => [new(TerminalSentences.HeldFor(name), s_dim)],
            _ => [],
        };
    }

    private static List<Span> Body(ChatLine line, LineContext context)
    {
        string text = SafeText.Of(line.Presence?.ToString() ?? line.Text);
        List<Span> spans = line.Kind switch
        {
            LineKind.Said or LineKind.Acted or LineKind.Told or LineKind.ToldTo
                or LineKind.Held => Said(line, text, context),
            LineKind.Notice => Markup.Links(text, s_dim),
            LineKind.Fault => Markup.Links(text, s_alarm),
            _ => [new Span(text, default)],
        };
        return context.Wanted.Length > 0 ? Highlight.Text(spans, context.Wanted, s_found) : spans;
    }

    private static List<Span> Said(ChatLine line, string text, LineContext context)
    {
        Style style = line.IsPending || line.IsLost ? s_dim : default;
        List<Span> spans =
            context.Style.HasMarkup ? Markup.Spans(text, style) : Markup.Links(text, style);
        return line.IsLost ? [.. spans, new Span(TerminalSentences.LostMark, s_alarm)]
            : line.IsPending ? [.. spans, new Span(Waiting, s_dim)]
            : line.Mentioned.Length > 0 ? Highlight.Name(
                spans,
                SafeText.Of(line.Mentioned),
                s_bold with { Colour = context.Names.Of(line.Mentioned) })
            : spans;
    }
}
