using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Drawing;

/// <summary>
/// The layout of the screen: the topic, the messages, a status line, and the input at the bottom. A
/// screen of two rows has no messages, and a screen of one row has only the input.
/// </summary>
internal static class ScreenLayout
{
    /// <summary>The smallest width that is drawn.</summary>
    private const int MinColumns = 10;

    private static readonly Style s_dim = new() { IsDim = true };

    /// <summary>Draws the screen.</summary>
    /// <param name="model">The model to draw.</param>
    /// <param name="columns">The width in cells.</param>
    /// <param name="rows">The height in rows, at least 1.</param>
    /// <param name="inColour">False when the user disabled colours.</param>
    public static Frame Draw(TerminalModel model, int columns, int rows, bool inColour)
    {
        columns = Math.Max(MinColumns, columns);
        if (model.LinkAlone is { } link)
        {
            return Alone(link, columns, rows, inColour);
        }

        if (model.ShowsOnlyMessages)
        {
            return Bare(model, columns, rows, inColour);
        }

        InputArea input = InputArea.Of(model, columns, rows);
        ScreenAreas areas = ScreenAreas.Of(model, columns, rows, input.Rows.Count);
        model.PlaceAt = (column, row) => PlaceAt(model, areas, columns, column, row);
        model.Page = (areas.MessageCells, areas.MessageRows);
        var all = new List<IReadOnlyList<Span>>();
        if (areas.TopicRows > 0)
        {
            all.Add(TopicLine.Spans(model, columns));
        }

        all.AddRange(Middle(model, areas));
        if (rows > 1)
        {
            all.Add(StatusLine.Spans(model, columns));
        }

        all.AddRange(input.Rows);
        return new Frame(
            all.ConvertAll(row =>
                RowPainter.Paint(row, columns, inColour, model.Settings.Theme)),
            areas.TopicRows,
            areas.MessageRows,
            rows - input.Rows.Count + input.CursorRow,
            input.CursorCells);
    }

    /// <summary>
    /// The messages alone, on all rows. So a selection with the mouse copies nothing else.
    /// </summary>
    private static Frame Bare(TerminalModel model, int columns, int rows, bool inColour)
    {
        model.Page = (columns, rows);
        IReadOnlyList<IReadOnlyList<Span>> seen = model.Rooms.Seen.View.Visible(rows, columns);
        return new Frame(
            [.. Enumerable.Repeat<IReadOnlyList<Span>>([], rows - seen.Count).Concat(seen)
                .Select(row => RowPainter.Paint(row, columns, inColour, model.Settings.Theme))],
            0,
            rows,
            rows - 1,
            0);
    }

    /// <summary>A link from the first cell on, and below it a sentence.</summary>
    private static Frame Alone(string link, int columns, int rows, bool inColour)
    {
        List<string> all = [.. link.Chunk(columns).Select(static chunk => new string(chunk))];
        bool fits = all.Count <= rows;
        all = all[..Math.Min(all.Count, rows - (fits ? 0 : 1))];
        int ofLink = all.Count;
        var shown = all.ConvertAll(
            row => RowPainter.Paint([new Span(row, default)], columns, inColour));
        if (ofLink < rows)
        {
            string words = fits ? OpenSentences.BelowLink : OpenSentences.TooLongLink;
            shown.AddRange(Enumerable.Repeat(
                RowPainter.Paint([], columns, inColour), rows - ofLink - 1));
            shown.Add(RowPainter.Paint([new Span(words, s_dim)], columns, inColour));
        }

        return new Frame(shown, 0, rows, rows - 1, 0) { OneText = ofLink };
    }

    /// <summary>
    /// The place in the status line or in the list at a position; null when there is none.
    /// </summary>
    private static ChatRoom? PlaceAt(
        TerminalModel model, ScreenAreas areas, int columns, int column, int row)
    {
        int inList = row - areas.TopicRows;
        if (inList == areas.MessageRows)
        {
            return StatusLine.PlaceAt(model, columns, column);
        }

        int index = SidePanels.FirstPlace(model.Rooms, areas.MessageRows) + inList;
        return column < areas.PlacesCells && inList >= 0 && inList < areas.MessageRows
            && index < model.Rooms.All.Count ? model.Rooms.All[index] : null;
    }

    /// <summary>The messages, and the lists beside them.</summary>
    private static List<IReadOnlyList<Span>> Middle(TerminalModel model, ScreenAreas areas)
    {
        int rows = areas.MessageRows;
        IReadOnlyList<IReadOnlyList<Span>> seen =
            model.Overlay?.Visible(rows, areas.MessageCells)
            ?? model.Hits?.Visible(rows, areas.MessageCells)
            ?? model.Rooms.Seen.View.Visible(rows, areas.MessageCells);
        List<IReadOnlyList<Span>> all =
        [
            .. Enumerable.Repeat<IReadOnlyList<Span>>([], rows - seen.Count), .. seen,
        ];
        if (areas is { PlacesCells: 0, PeopleCells: 0 })
        {
            return all;
        }

        IReadOnlyList<IReadOnlyList<Span>>? places = areas.PlacesCells > 0
            ? SidePanels.Places(model.Rooms, rows)
            : null;
        IReadOnlyList<IReadOnlyList<Span>>? people = areas.PeopleCells > 0
            ? SidePanels.People(model.Rooms.Seen, rows)
            : null;
        return [.. all.Select((row, i) =>
            SidePanels.Beside(places?[i], row, areas.MessageCells, people?[i]))];
    }
}
