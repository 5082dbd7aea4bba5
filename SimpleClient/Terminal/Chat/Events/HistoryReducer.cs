using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat.Events;

/// <summary>
/// Takes the history of a room. The history is shown once. After a lost connection it is compared
/// with the lines that were shown before.
/// </summary>
internal sealed class HistoryReducer(RoomList rooms, EventLine lines)
{
    private ulong _left;
    private ChatRoom? _room;
    private string _heading = "";
    private PastPage? _page;
    private string _end = "";
    private List<ChatLine> _pageLines = [];

    /// <summary>Receives a line that mentions the user.</summary>
    public Action<ChatRoom, ChatLine> Call { get; init; } = static (_, _) => { };

    /// <summary>The people whose messages are hidden.</summary>
    public required IgnoreList Ignored { get; init; }

    /// <summary>The words that make a message a mention.</summary>
    public required MentionWords Words { get; init; }

    /// <summary>Receives the user's messages that the history does not contain.</summary>
    public Action<ChatRoom?, ChatLine> Lost { get; init; } = static (_, _) => { };

    /// <summary>
    /// Receives a page that the client has requested, and the server's statement about older lines.
    /// </summary>
    public Action<PastPage, IReadOnlyList<ChatLine>, string> Paged { get; init; } =
        static (_, _, _) => { };

    /// <summary>Ends the history of a room when a live event of that room arrives.</summary>
    public void EndBefore(ChatEvent e)
    {
        if (_room is { } room && !e.IsPast && !e.IsHit && e.Room == room.Name)
        {
            End(room);
        }
    }

    /// <summary>Reports a lost connection. The rest of the history will not arrive.</summary>
    public void Abandon() => (_room, _page) = (null, null);

    /// <summary>Begins the history of a room.</summary>
    public void Begin(ChatRoom room, ChatEvent e)
    {
        _left = e.Count;
        _room = e.Count > 0 ? room : null;
        _page = e.Asked as PastPage;
        if (_page is { } page)
        {
            (_end, _pageLines) = (e.Detail, []);
            if (e.Count == 0)
            {
                Paged(page, _pageLines, _end);
            }

            return;
        }

        _heading = room.Gap is { Back: not null, IsOtherRoom: false }
            ? TerminalSentences.AwayWithHoles
            : room.KnowsPast ? TerminalSentences.KeptByServer : TerminalSentences.BeforeYouCame;
        room.KnowsPast = true;
        if (e.Count == 0 && room.Gap?.Back is not null)
        {
            EndGap(room);
        }
    }

    /// <summary>Takes one line of the history.</summary>
    public void Take(ChatEvent e, string ownName)
    {
        if (_room is not { } room)
        {
            return;
        }

        if (_page is not null)
        {
            AddToPage(e);
            EndAfterLast(room);
            return;
        }

        HistoryGap? gap = room.Gap is { Back: not null } ? room.Gap : null;
        bool isHeaded = _heading.Length == 0;
        if (gap is { IsOtherRoom: false } && !isHeaded && e.Sequence <= gap.LastSequence + 1)
        {
            // The server still has a line that was shown, so no line after that one is missing.
            _heading = TerminalSentences.Away;
        }

        bool isMissing = gap is null
            || (e.Sequence > gap.LastSequence && !gap.SeenLive.Contains(e.Sequence));

        // After a reconnection, the user's earlier messages may have another id.
        bool isOwn = gap?.OwnIds.Contains(e.SenderId) == true;
        if (isMissing && (isOwn || !Ignored.Hides(e)))
        {
            Show(room, gap, e, isOwn, ownName);
        }

        if (gap is not null)
        {
            // The connection may be lost before the end of this history.
            gap.LastSequence = Math.Max(gap.LastSequence, e.Sequence);
        }

        EndAfterLast(room);
    }

    /// <summary>Reports the user's messages that the history of a room does not contain.</summary>
    public void FailUnconfirmed(HistoryGap gap, ChatRoom room, ChatRoom? shownIn)
    {
        ChatLine[] lost = [.. gap.Unconfirmed.Where(room.Lines.RemovePending)];
        gap.Unconfirmed.Clear();
        Array.ForEach(lost, line => Lost(shownIn, line));
    }

    private void Show(ChatRoom room, HistoryGap? gap, ChatEvent e, bool isOwn, string ownName)
    {
        if (_heading.Length > 0)
        {
            rooms.AddNotice(_heading, room);
            _heading = "";
        }

        ChatLine line = Line(e);
        if (gap is not null)
        {
            gap.Shown++;
            if (isOwn && Unconfirmed(gap, line) is { } mine)
            {
                gap.Unconfirmed.Remove(mine);
                room.Lines.RemovePending(mine);
            }
            else if (!isOwn && Words.Find(line.Text, ownName) is { Length: > 0 } word)
            {
                Call(room, line with { Mentioned = word });
                return;
            }
        }

        rooms.AddTalk(room, line with { IsPast = gap is null, IsOwn = isOwn });
    }

    /// <summary>
    /// Adds a line to a page. A hidden message at an end of the page leaves a notice, because the
    /// next page is requested by the numbers at the ends.
    /// </summary>
    private void AddToPage(ChatEvent e)
    {
        ChatLine line = Line(e) with { IsPast = true };
        if (!Ignored.Hides(e))
        {
            _pageLines.Add(line);
        }
        else if (_pageLines.Count == 0 || _left == 1)
        {
            _pageLines.Add(line with
            {
                Kind = LineKind.Notice,
                Name = "",
                Text = SettingSentences.HiddenMessage,
            });
        }
    }

    private ChatLine Line(ChatEvent e) =>
        lines.Of(e.Kind == EventKind.Said ? LineKind.Said : LineKind.Acted, e);

    private void EndAfterLast(ChatRoom room)
    {
        if (--_left == 0)
        {
            End(room);
        }
    }

    private void End(ChatRoom room)
    {
        _room = null;
        if (_page is { } page)
        {
            _page = null;
            Paged(page, _pageLines, _end);
            return;
        }

        if (room.Gap?.Back is not null)
        {
            EndGap(room);
        }
    }

    private void EndGap(ChatRoom room)
    {
        HistoryGap gap = room.Gap!;
        room.Gap = null;
        if (gap is { Shown: 0, IsOtherRoom: false })
        {
            rooms.AddNotice(TerminalSentences.NothingSaid, room);
        }

        FailUnconfirmed(gap, room, room);
    }

    private static ChatLine? Unconfirmed(HistoryGap gap, ChatLine line) =>
        gap.Unconfirmed.Find(one => one.Kind == line.Kind && one.Text == line.Text);
}
