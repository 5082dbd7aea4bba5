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
    /// A table without lines: text in the first column, right-aligned figures in the others. With
    /// two spaces between columns, eight latencies fit on 80 columns.
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

    /// <summary>Writes a paragraph with line breaks between words, and a line end.</summary>
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
