using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Drawing;

/// <summary>
/// The rows at the bottom: the text that the user types, with the place before it, or a question.
/// </summary>
/// <param name="Rows">The rows, at least one.</param>
/// <param name="CursorRow">The row of the cursor, from 0.</param>
/// <param name="CursorCells">The cells before the cursor.</param>
internal sealed record InputArea(
    IReadOnlyList<IReadOnlyList<Span>> Rows, int CursorRow, int CursorCells)
{
    /// <summary>The most rows. A longer text scrolls inside them.</summary>
    public const int MaxRows = 3;

    /// <summary>
    /// The smallest screen on which the input grows. A smaller one needs its rows for messages.
    /// </summary>
    public const int RowsToGrow = 12;

    private static readonly Style s_bold = new() { IsBold = true };

    /// <summary>The input of a screen.</summary>
    /// <param name="model">The model to draw.</param>
    /// <param name="columns">The width in cells.</param>
    /// <param name="rows">The height of the screen in rows.</param>
    public static InputArea Of(TerminalModel model, int columns, int rows)
    {
        if (model.Secrets is { } secrets)
        {
            return One(columns, CellWidth.Of(secrets.Shown), new Span(secrets.Shown, s_bold));
        }

        if (model.Question is { } question)
        {
            return One(
                columns, CellWidth.Of(question.Text) + 1, new Span(question.Text, s_bold));
        }

        if (model.Overlay?.Filter is { } filter)
        {
            return Typed(columns, "> ", filter);
        }

        if (model.Finder.Wanted is { } wanted)
        {
            return Typed(columns, $"{model.Finder.Prompt} ", wanted);
        }

        if (model.Editor.Search is { } search)
        {
            string head =
                TerminalSentences.SearchPrompt(search.Fails, SafeText.Of(search.Wanted));
            return One(
                columns,
                Math.Max(0, CellWidth.Of(head) - 3),
                new Span(head, s_bold),
                new Span(SafeText.Of(search.Found.Replace('\n', ' ')), default));
        }

        return Line(model, columns, rows >= RowsToGrow ? MaxRows : 1);
    }

    private static InputArea One(int columns, int cursor, params IReadOnlyList<Span> row) =>
        new([row], 0, Math.Min(columns - 1, cursor));

    /// <summary>A text that the user types for a filter or a search.</summary>
    private static InputArea Typed(int columns, string prompt, string text)
    {
        string shown = SafeText.Of(text);
        return One(
            columns,
            CellWidth.Of(prompt) + CellWidth.Of(shown),
            new Span(prompt, s_bold),
            new Span(shown, default));
    }

    /// <summary>
    /// The typed line. The place is before the first visible row, so that the user always sees
    /// where the text will be sent. The last cell of a row stays free for the cursor.
    /// </summary>
    private static InputArea Line(TerminalModel model, int columns, int most)
    {
        string prompt = Prompt(model.Rooms.Current, columns);
        int taken = CellWidth.Of(prompt);
        int cells = columns - 1 - taken;
        model.Editor.RowCells = most == 1 ? int.MaxValue : cells;
        InputRows shown = model.Editor.Line.Rows(cells, most);
        string indent = new(' ', taken);
        return new InputArea(
            [.. shown.Rows.Select((row, i) => (IReadOnlyList<Span>)
                [i == 0 ? new Span(prompt, s_bold) : new Span(indent, default),
                    new Span(row, default)])],
            shown.CursorRow,
            taken + shown.CursorCells);
    }

    private static string Prompt(ChatRoom? room, int columns)
    {
        string prompt = room is null ? "> " : $"[{SafeText.Of(room.Label)}] ";
        return CellWidth.Of(prompt) <= columns / 3 ? prompt : "> ";
    }
}
