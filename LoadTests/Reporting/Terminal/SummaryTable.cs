using Spectre.Console;

namespace LoadTests.Reporting.Terminal;

/// <summary>Tables and styles of the summary.</summary>
internal static class SummaryTable
{
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Bad = new(Color.Red);
    public static readonly Style Strong = new(decoration: Decoration.Bold);
    public static readonly Style Soft = new(decoration: Decoration.Dim);

    /// <summary>
    /// A table without lines: the first column has words, the others figures at the right.
    /// Two spaces between columns, so that eight latencies fit on 80.
    /// </summary>
    public static Grid Make(params IReadOnlyList<string> heads)
    {
        var table = new Grid();
        for (int i = 0; i < heads.Count; i++)
        {
            table.AddColumn(new GridColumn
            {
                Alignment = i == 0 ? Justify.Left : Justify.Right,
                NoWrap = i > 0,
                Padding = new Padding(2, 0, 0, 0),
            });
        }

        table.AddRow([.. heads.Select(static h => new Text(h, Soft))]);
        return table;
    }

    /// <summary>Words that break between words where the terminal ends, and a new line.</summary>
    public static void WriteParagraph(
        this IAnsiConsole console, params IReadOnlyList<(string Text, Style Style)> parts)
    {
        var paragraph = new Paragraph();
        foreach ((string text, Style style) in parts)
        {
            paragraph.Append(text, style);
        }

        console.Write(paragraph);
        console.WriteLine();
    }

    public static Text Mark(bool hasPassed) =>
        hasPassed ? new Text("✓", Good) : new Text("✗", Bad);
}
