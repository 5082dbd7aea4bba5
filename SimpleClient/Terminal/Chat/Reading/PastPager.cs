using Protocol.Messages;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat.Reading;

/// <summary>
/// Scrolls, and loads older messages from the server when the user comes near the oldest message
/// that is shown. Pages are not requested from a server that does not support them.
/// </summary>
internal sealed class PastPager(RoomList rooms, ILink link, TimeProvider time)
{
    /// <summary>
    /// The messages of a page, which are a few screens. The server counts every three of them as
    /// one request of the rate limit, up to the cost of a list.
    /// </summary>
    public const int PageLines = 100;

    /// <summary>
    /// The lines of the room that are copied to a window at once, besides the lines on the screen.
    /// </summary>
    private const int CopiedLines = 300;

    /// <summary>Columns and rows of the messages; drawing sets it.</summary>
    public (int Columns, int Rows) Page { get; set; } = (80, 22);

    /// <summary>Scrolls up by a screen.</summary>
    public void Up() => Up(Math.Max(1, Page.Rows - 1));

    /// <summary>Scrolls up by some rows.</summary>
    public void Up(int by)
    {
        (int columns, int rows) = Page;
        ChatRoom room = rooms.Seen;
        room.View.Up(by, rows, columns);

        // A page is requested one screen in advance, so that the user seldom waits when the key is
        // held down.
        if (room.View.RowsAbove(rows, columns) < rows)
        {
            LoadOlder(room);
        }
    }

    /// <summary>Scrolls down by a screen. The live messages follow the older ones.</summary>
    public void Down() => Down(Math.Max(1, Page.Rows - 1));

    /// <summary>Scrolls down by some rows.</summary>
    public void Down(int by)
    {
        (int columns, int rows) = Page;
        ChatRoom room = rooms.Seen;
        room.View.Down(by, columns);
        if (room.Past is not { } window)
        {
            return;
        }

        if (window.View.IsAtEnd && room.ReturnFromPast())
        {
            return;
        }

        window.Pin();
        if (window.View.LinesBelow < rows && !room.IsJoinedToPast)
        {
            LoadNewer(room, window);
        }
    }

    /// <summary>Shows the messages around one that a search has found.</summary>
    public void Show(ChatRoom room, ulong sequence)
    {
        PastWindow window = Open(room, isCopied: false);
        window.Wanted = sequence;
        window.Older = Ask(new PastPage(room, window, IsNewer: false), before: sequence + 1);
        window.Newer = Ask(new PastPage(room, window, IsNewer: true), after: sequence);
        window.Head = Notice(PastSentences.Loading);
    }

    /// <summary>Takes a page. A page that the user no longer waits for is ignored.</summary>
    /// <param name="page">The page.</param>
    /// <param name="lines">Its lines, the oldest first.</param>
    /// <param name="end">The server's statement about older lines.</param>
    public void Take(PastPage page, IReadOnlyList<ChatLine> lines, string end)
    {
        PastWindow window = page.Window;
        if (page == window.Newer)
        {
            window.Newer = null;
            TakeNewer(page.Room, window, lines);
        }
        else if (page == window.Older)
        {
            window.Older = null;
            TakeOlder(window, lines, end);
        }

        ShowWanted(window);
    }

    /// <summary>Shows the reason why a page was not sent. PgUp requests it again.</summary>
    public void Fail(PastPage page, string why)
    {
        PastWindow window = page.Window;
        window.Older = page == window.Older ? null : window.Older;
        window.Newer = page == window.Newer ? null : window.Newer;
        window.Head = Notice(PastSentences.TryAgain(why), LineKind.Fault);
        window.Pin();
    }

    /// <summary>Handles a lost connection. The requested pages will not arrive.</summary>
    public void Disconnect()
    {
        foreach (PastWindow window in
            rooms.All.Select(static room => room.Past).OfType<PastWindow>())
        {
            (window.Older, window.Newer) = (null, null);
            window.Head = window.IsAtStart ? window.Head : null;
        }
    }

    private void LoadOlder(ChatRoom room)
    {
        if (!link.IsUp || !link.HasPages || room.Incarnation == 0
            || (room.IsAnew && !link.Keeps))
        {
            return;
        }

        PastWindow window = room.Past ?? Open(room, isCopied: true);
        if (window is { Older: null, IsAtStart: false })
        {
            ulong before = window.Oldest > 0 ? window.Oldest : room.LastSequence + 1;
            window.Older = Ask(new PastPage(room, window, IsNewer: false), before: before);
            window.Head = Notice(PastSentences.Loading);
        }
    }

    private void LoadNewer(ChatRoom room, PastWindow window)
    {
        if (link.IsUp && window.Newer is null && window.Newest > 0)
        {
            window.Newer = Ask(new PastPage(room, window, IsNewer: true), after: window.Newest);
        }
    }

    /// <summary>
    /// Opens a window. There is only one window at a time, because each takes some megabytes. So a
    /// room with another window returns to its newest line.
    /// </summary>
    private PastWindow Open(ChatRoom room, bool isCopied)
    {
        foreach (ChatRoom other in rooms.All.Where(static other => other.Past is not null))
        {
            other.ToEnd();
        }

        return room.OpenPast(isCopied ? CopiedLines : 0);
    }

    private PastPage Ask(PastPage page, ulong before = 0, ulong after = 0)
    {
        link.Send(new Request(RequestVerb.History, page.Room.Name)
        {
            Number = after,
            Count = PageLines,
            Before = before,
            IsQuiet = true,
            Page = page,
        });
        return page;
    }

    private void TakeOlder(PastWindow window, IReadOnlyList<ChatLine> lines, string end)
    {
        ulong oldest = window.Oldest;
        window.Head = null;
        window.Prepend(
            [.. lines.Where(line => oldest == 0 || line.Sequence < oldest)]);
        window.IsAtStart = end.Length > 0 || lines.Count == 0;
        if (window.IsAtStart)
        {
            window.Head = Notice(end == "expired" ? PastSentences.Expired : PastSentences.Start);
        }

        window.Pin();
    }

    private static void TakeNewer(
        ChatRoom room, PastWindow window, IReadOnlyList<ChatLine> lines)
    {
        ulong newest = Math.Max(window.Newest, window.Wanted);
        ulong live = room.OldestSequence;
        window.Pin();
        window.Append([.. lines.Where(line => line.Sequence > newest && line.Sequence < live)]);
        if (lines.Count == 0 || lines.Any(line => line.Sequence >= live))
        {
            room.JoinPast(Math.Max(window.Newest, newest), CopiedLines);
        }
    }

    /// <summary>When both pages have arrived, the message is in the middle of the screen.</summary>
    private void ShowWanted(PastWindow window)
    {
        if (window.Wanted > 0 && window is { Older: null, Newer: null })
        {
            if (window.Find(window.Wanted) is { } number)
            {
                window.Mark(number);
                window.View.Show(number);
                (int columns, int rows) = Page;
                window.View.Down(rows / 2, columns);
            }

            window.Wanted = 0;
            window.Pin();
        }
    }

    private ChatLine Notice(string text, LineKind kind = LineKind.Notice) => new()
    {
        Kind = kind,
        Time = time.GetLocalNow(),
        Text = text,
    };
}
