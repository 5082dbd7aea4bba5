using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat.Reading;

/// <summary>
/// Finds what the user has not seen. First it finds the next mention, then the next place with
/// unread lines, and there the first unread line.
/// </summary>
internal sealed class Attention(RoomList rooms, PastPager pager)
{
    /// <summary>Shows the next mention. When there is none, shows the next unread lines.</summary>
    public void ShowNext()
    {
        ChatRoom seen = rooms.Seen;
        if (Next(static room => room.Mark.NextCall is not null) is { } calling)
        {
            long line = calling.Mark.NextCall!.Value;
            if (calling.Lines.End - line > pager.Page.Rows)
            {
                // This runs before the place is shown, because showing the end of a place marks all
                // its lines as seen.
                ShowLine(calling, line);
            }

            rooms.Show(calling);
            calling.Mark.See(line);
        }
        else if (seen.Unread > 0)
        {
            seen.ToEnd();
        }
        else if (Next(static room => room.Unread > 0) is { } unread)
        {
            rooms.Show(unread);
        }
    }

    /// <summary>
    /// Shows the first line below the rule (the horizontal line above unread lines) at the top of
    /// the screen.
    /// </summary>
    public void ShowRule()
    {
        ChatRoom room = rooms.Seen;
        if (room.Mark.Line is { } line && line >= room.Lines.First)
        {
            ShowLine(room, line);
        }
    }

    /// <summary>Shows a line near the top, with the rule above it.</summary>
    private void ShowLine(ChatRoom room, long line)
    {
        (int columns, int rows) = pager.Page;
        room.ToEnd();
        room.View.Show(line, rows: 1);
        room.View.Down(Math.Max(1, rows - 3), columns);
    }

    /// <summary>The first place that fits, from the shown one on and then from the start.</summary>
    private ChatRoom? Next(Predicate<ChatRoom> isWanted)
    {
        int from = rooms.Current is { } current ? rooms.All.ToList().IndexOf(current) : 0;
        return Enumerable.Range(0, rooms.All.Count)
            .Select(i => rooms.All[(from + i) % rooms.All.Count])
            .FirstOrDefault(room => isWanted(room));
    }
}
