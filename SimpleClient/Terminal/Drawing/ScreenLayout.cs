using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Drawing;

/// <summary>
/// The layout of the screen: messages, one status line, and one input line at the bottom. A screen
/// of two rows has no messages, and one of a single row has only the input.
/// </summary>
internal static class ScreenLayout
{
    /// <summary>The smallest width that is drawn.</summary>
    private const int MinColumns = 10;

    private static readonly Style s_bold = new() { IsBold = true };

    /// <summary>The number of rows for messages on a screen of this height.</summary>
    public static int MessageRows(int rows) => Math.Max(0, rows - 2);

    /// <summary>Draws the screen.</summary>
    /// <param name="model">The model to draw.</param>
    /// <param name="columns">The width in cells.</param>
    /// <param name="rows">The height in rows, at least 1.</param>
    /// <param name="inColour">False when the user disabled colours.</param>
    public static Frame Draw(TerminalModel model, int columns, int rows, bool inColour)
    {
        columns = Math.Max(MinColumns, columns);
        int forMessages = MessageRows(rows);
        model.Page = (columns, forMessages);
        var all = new List<IReadOnlyList<Span>>();
        IReadOnlyList<IReadOnlyList<Span>> seen =
            model.Hits?.Visible(forMessages, columns)
            ?? model.Rooms.Seen.View.Visible(forMessages, columns);
        all.AddRange(Enumerable.Repeat<IReadOnlyList<Span>>([], forMessages - seen.Count));
        all.AddRange(seen);
        if (rows > 1)
        {
            all.Add(StatusLine.Spans(model, columns));
        }

        all.Add(Input(model, columns, out int cursor));
        return new Frame(
            all.ConvertAll(row => RowPainter.Paint(row, columns, inColour)),
            forMessages,
            rows - 1,
            cursor);
    }

    /// <summary>
    /// Draws the input line; the last cell stays free for the cursor after a full line.
    /// </summary>
    private static IReadOnlyList<Span> Input(TerminalModel model, int columns, out int cursor)
    {
        if (model.Question is { } question)
        {
            cursor = Math.Min(columns - 1, CellWidth.Of(question.Text) + 1);
            return [new Span(question.Text, s_bold)];
        }

        if (model.Editor.Search is { } search)
        {
            string head =
                TerminalSentences.SearchPrompt(search.Fails, SafeText.Of(search.Wanted));
            cursor = Math.Min(columns - 1, Math.Max(0, CellWidth.Of(head) - 3));
            return [new Span(head, s_bold), new Span(SafeText.Of(OneRow(search.Found)), default)];
        }

        string prompt = Prompt(model.Rooms.Current, columns);
        int taken = CellWidth.Of(prompt);
        InputView view = model.Editor.Line.View(columns - 1 - taken);
        cursor = taken + view.CursorCells;
        return [new Span(prompt, s_bold), new Span(view.Text, default)];
    }

    private static string Prompt(ChatRoom? room, int columns)
    {
        string prompt = room is null ? "> " : $"[{SafeText.Of(room.Label)}] ";
        return CellWidth.Of(prompt) <= columns / 3 ? prompt : "> ";
    }

    private static string OneRow(string text) => text.Replace('\n', ' ');
}
