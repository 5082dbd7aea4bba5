using SimpleClient.Terminal.Chat;

namespace SimpleClient.Terminal.Drawing;

/// <summary>The sizes of the parts of a screen.</summary>
/// <param name="TopicRows">1 when the first row shows the topic.</param>
/// <param name="MessageRows">Rows of the messages and the lists beside them.</param>
/// <param name="PlacesCells">Cells of the list of places; 0 when it is not shown.</param>
/// <param name="PeopleCells">Cells of the list of people; 0 when it is not shown.</param>
/// <param name="MessageCells">Cells of the messages.</param>
internal sealed record ScreenAreas(
    int TopicRows, int MessageRows, int PlacesCells, int PeopleCells, int MessageCells)
{
    /// <summary>The smallest screen with a row for the topic.</summary>
    private const int RowsForTopic = 8;

    /// <summary>The areas of a screen.</summary>
    /// <param name="model">The model to draw.</param>
    /// <param name="columns">The width in cells.</param>
    /// <param name="rows">The height in rows.</param>
    /// <param name="inputRows">The rows of the input at the bottom.</param>
    public static ScreenAreas Of(TerminalModel model, int columns, int rows, int inputRows = 1)
    {
        int topic = rows >= RowsForTopic ? 1 : 0;
        int messages = Math.Max(0, rows - 1 - inputRows - topic);
        int places = columns >= SidePanels.ColumnsForPlaces && !model.HidesPlaces
            ? SidePanels.PlacesCells : 0;
        bool hasPeople = columns >= SidePanels.ColumnsForPeople && !model.HidesPeople
            && model.Rooms.Current is { IsPrivate: false };
        int people = hasPeople ? SidePanels.PeopleCells : 0;
        return new ScreenAreas(topic, messages, places, people, columns - places - people);
    }
}
