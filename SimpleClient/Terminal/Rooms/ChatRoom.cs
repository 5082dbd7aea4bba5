using SimpleClient.Sentences;
using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Scrolling;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// A place with lines and unread messages: a room that the user is in, or a private conversation.
/// </summary>
internal sealed class ChatRoom
{
    /// <summary>
    /// The older messages that stay above the room's lines after the user has scrolled down to the
    /// room's lines. They fill the tallest screen.
    /// </summary>
    private const int KeptAbove = 200;

    private readonly Viewport _live;
    private readonly LineRows _rows;

    /// <param name="name">The name of the room, as the server writes it.</param>
    /// <param name="today">The current date of the user.</param>
    /// <param name="lines">The memory budget for the lines of all rooms.</param>
    /// <param name="people">The budget for the names of all rooms.</param>
    public ChatRoom(string name, DateTime today, LineBudget lines, PeopleBudget people)
    {
        Name = name;
        Lines = new Scrollback(today, lines);
        People = new People(people);
        Links = new RecentLinks(Lines);
        _live = new Viewport(Lines, Rows);
        _rows = new LineRows(Names);
    }

    /// <summary>The name of the room, or of the other person.</summary>
    public string Name { get; private set; }

    /// <summary>True for a private conversation with one person.</summary>
    public bool IsPrivate
    {
        get => _rows.InPrivate;
        init => _rows.InPrivate = value;
    }

    /// <summary>The name for the user: <c>@bob</c> for a private conversation.</summary>
    public string Label => IsPrivate ? $"@{Name}" : Name;

    /// <summary>
    /// The last known id of the other person; 0 for a room, or when the id is unknown.
    /// </summary>
    public ulong PersonId { get; set; }

    public Scrollback Lines { get; }

    /// <summary>The links in the lines.</summary>
    public RecentLinks Links { get; }

    /// <summary>The visible rows, either of older messages or of the room's lines.</summary>
    public Viewport View => Past?.View ?? _live;

    /// <summary>The older messages that the user reads; null when there are none.</summary>
    public PastWindow? Past { get; private set; }

    /// <summary>True while the view follows new lines.</summary>
    public bool IsAtEnd => Past is null && _live.IsAtEnd;

    /// <summary>True when the room has lines below the view.</summary>
    public bool HasLinesBelow => Past is not null || _live.LinesBelow > 0;

    /// <summary>The sequence number of the oldest message among the lines; large: none.</summary>
    public ulong OldestSequence
    {
        get
        {
            for (long n = Lines.First; n < Lines.Next; n++)
            {
                if (Lines[n].Sequence > 0)
                {
                    return Lines[n].Sequence;
                }
            }

            return ulong.MaxValue;
        }
    }

    /// <summary>
    /// True when the server may have messages that are older than all loaded ones.
    /// </summary>
    public bool HasOlderMessages => !IsPrivate && (KnowsPast || Lines.First > 0)
        && Past?.IsAtStart != true && Math.Min(Past?.Oldest ?? OldestSequence, OldestSequence) != 1;

    /// <summary>True when the room's lines directly follow the last older message.</summary>
    public bool IsJoinedToPast => Past is { } past
        && (past.Newest >= NewestSequence || Find(past.Last) >= 0);

    /// <summary>
    /// True when the room was created again while the user was in it. Its first lines are then
    /// messages of the earlier room.
    /// </summary>
    public bool IsAnew { get; set; }

    public People People { get; }

    /// <summary>The colours of the names in this place.</summary>
    public NameColours Names { get; } = new();

    /// <summary>The topic; empty when there is none.</summary>
    public string Topic { get; set; } = "";

    /// <summary>The unseen lines, and the rule (a horizontal line) above them.</summary>
    public UnreadMark Mark { get; } = new();

    /// <summary>The user's choices for the appearance of lines.</summary>
    public LineStyle Style
    {
        get => _rows.Style;
        set => _rows.Style = value;
    }

    /// <summary>The text to highlight; empty when there is none.</summary>
    public string Wanted
    {
        get => _rows.Wanted;
        set => _rows.Wanted = value;
    }

    /// <summary>The unsent text of this room while another one is shown.</summary>
    public Draft Draft { get; set; } = Draft.Empty;

    /// <summary>The room's incarnation; 0 when it is unknown.</summary>
    public ulong Incarnation { get; set; }

    /// <summary>The number of the last event received.</summary>
    public ulong LastSequence { get; set; }

    /// <summary>
    /// The state of the room when the connection was lost; null when there is no gap.
    /// </summary>
    public HistoryGap? Gap { get; set; }

    /// <summary>The number of other members' messages that the user has not seen.</summary>
    public int Unread => Mark.Unread;

    /// <summary>True when an unseen message mentions the user.</summary>
    public bool IsCalling => Mark.Calls > 0;

    /// <summary>
    /// The last event that the user has read on any device; null when the user has no account.
    /// </summary>
    public ulong? ReadUpTo { get; set; }

    /// <summary>
    /// The number of the last message that is visible, if it was not sent to the server as read.
    /// </summary>
    public ulong? UnsentRead =>
        ReadUpTo is { } read && IsAtEnd && Gap is null && NewestSequence is var newest
        && newest > read
            ? newest
            : null;

    /// <summary>True when the user has looked at the place, in this run or the last one.</summary>
    public bool WasShown { get; set; }

    /// <summary>True after the server was asked for the members.</summary>
    public bool KnowsPeople { get; set; }

    /// <summary>True after the server has sent the history.</summary>
    public bool KnowsPast { get; set; }

    /// <summary>
    /// Called when the user shows another room. The mark is removed, unless lines below it are
    /// unread.
    /// </summary>
    public void MarkHidden()
    {
        Mark.MarkHidden();
        _rows.Forget();
    }

    /// <summary>
    /// Called when the room is shown. When the view is at the end, no line is unread, but the mark
    /// stays visible. When the view is further up, the lines below it stay unread.
    /// </summary>
    public void See()
    {
        if (IsAtEnd)
        {
            Mark.SeeAll();
        }
    }

    /// <summary>
    /// Changes the name of the conversation after the other person has changed the name.
    /// </summary>
    public void Rename(string name) => Name = name;

    /// <summary>Shows the newest lines, and follows new ones.</summary>
    public void ToEnd()
    {
        Past = null;
        _live.ToEnd();
    }

    /// <summary>
    /// Opens a window for older messages. The window begins with a copy of the oldest lines of the
    /// room, so that nothing moves on the screen.
    /// </summary>
    /// <param name="copied">
    /// The number of lines to copy below the view; with 0 the window begins empty.
    /// </param>
    public PastWindow OpenPast(int copied)
    {
        var past = new PastWindow((before, line, columns) => _rows.Of(before, line, columns));
        if (copied > 0 && Lines.Next > Lines.First)
        {
            long last = Math.Min(_live.Line, Lines.Next - 1);
            long end = Math.Min(Lines.Next, last + 1 + copied);
            past.Add(Copy(Lines.First, end));
            past.View.Show(last - Lines.First, _live.RowsOfLine);
            past.Prepend([]);
        }

        Past = past;
        return past;
    }

    /// <summary>Adds the lines of the room after the older messages.</summary>
    /// <param name="newest">The sequence number of the newest of these messages.</param>
    /// <param name="most">Lines at most.</param>
    public void JoinPast(ulong newest, int most)
    {
        long from = Lines.First;
        while (newest >= OldestSequence && from < Lines.Next && Lines[from].Sequence <= newest)
        {
            from++;
        }

        Past?.Add(Copy(from, Math.Min(Lines.Next, from + most)));
    }

    /// <summary>
    /// Closes the window when its last line is one of the room's lines. The view stays at that line
    /// and keeps the lines above it.
    /// </summary>
    /// <returns>False when newer messages have to be loaded first.</returns>
    public bool ReturnFromPast()
    {
        if (!IsJoinedToPast)
        {
            return false;
        }

        long number = Find(Past!.Last);
        Lines.Prepend(Past.Above(Lines, KeptAbove));
        ToEnd();
        if (number >= 0 && number < Lines.End - 1)
        {
            _live.Show(number);
        }

        return true;
    }

    /// <summary>
    /// Removes the mark when the user sends a message here, because the user has then read the
    /// lines above.
    /// </summary>
    public void RemoveUnreadMark() => Mark.Remove();

    /// <summary>Counts the newest line as unread. The first unread line gets the mark.</summary>
    public void CountUnread(bool calls) => Mark.Count(Lines.Next - 1, calls);

    /// <summary>
    /// True for a line that was read on another device. A line of the history counts as read if
    /// nothing was read in this room yet.
    /// </summary>
    public bool WasRead(ChatLine line) => ReadUpTo is { } read and > 0
        ? line.Sequence <= read && (line.IsPast || line.Sequence > 0)
        : line.IsPast;

    /// <summary>
    /// Stores that the user has read the room up to an event on another device. The stored event
    /// never becomes an earlier one.
    /// </summary>
    public void ReadTo(ulong sequence)
    {
        ReadUpTo = Math.Max(ReadUpTo ?? 0, sequence);
        if (Unread == 0)
        {
            return;
        }

        var unread = new List<long>();
        for (long n = Math.Max(Mark.Line ?? Lines.First, Lines.First); n < Lines.Next; n++)
        {
            ChatLine line = Lines[n];
            if (line.Kind is LineKind.Said or LineKind.Acted && !line.IsOwn && !WasRead(line))
            {
                unread.Add(n);
            }
        }

        Mark.Keep(unread);
    }

    private ulong NewestSequence
    {
        get
        {
            for (long n = Lines.Next - 1; n >= Lines.First; n--)
            {
                if (Lines[n].Sequence > 0)
                {
                    return Lines[n].Sequence;
                }
            }

            return 0;
        }
    }

    private IEnumerable<ChatLine> Copy(long from, long end)
    {
        for (long n = from; n < end; n++)
        {
            yield return Lines[n];
        }
    }

    /// <summary>The number of a line of the room; -1 when it is not one of them.</summary>
    private long Find(ChatLine? line)
    {
        for (long n = Lines.First; n < Lines.Next; n++)
        {
            if (ReferenceEquals(Lines[n], line))
            {
                return n;
            }
        }

        return -1;
    }

    private IReadOnlyList<IReadOnlyList<Span>> Rows(long number, int columns)
    {
        bool isMarked = number == Mark.Line;
        ChatLine? before = number > Lines.First && !isMarked ? Lines[number - 1] : null;
        IReadOnlyList<IReadOnlyList<Span>> rows =
            _rows.Of(before, Lines[number], columns, Links.NumbersOf(number));
        return !isMarked ? rows :
        [
            LineLayout.Rule(
                TerminalSentences.NewLines(Mark.New), TerminalSentences.NewLinesKey, columns),
            .. rows,
        ];
    }
}
