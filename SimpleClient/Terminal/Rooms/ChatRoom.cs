using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Rooms;

/// <summary>A room that the user is in, with its lines and its unread messages.</summary>
internal sealed class ChatRoom
{
    private const long NoMark = -1;

    /// <summary>The most lines with stored rows: some screens.</summary>
    private const int MaxLaidOut = 1000;

    /// <summary>
    /// The most characters of such lines. Rows take about four times the memory of their text.
    /// </summary>
    private const int MaxLaidOutChars = 512 * 1024;

    // By identity: comparing two lines costs more than laying one out.
    private readonly Dictionary<ChatLine, IReadOnlyList<IReadOnlyList<Span>>> _laidOut =
        new(ReferenceEqualityComparer.Instance);

    private int _laidOutColumns;
    private int _laidOutChars;
    private long _mark = NoMark;

    /// <param name="name">Its name, as the server writes it.</param>
    /// <param name="today">The current date of the user.</param>
    /// <param name="lines">The memory budget for the lines of all rooms.</param>
    /// <param name="people">The budget for the names of all rooms.</param>
    public ChatRoom(string name, DateTime today, LineBudget lines, PeopleBudget people)
    {
        Name = name;
        Lines = new Scrollback(today, lines);
        People = new People(people);
        View = new Viewport(Lines, Rows);
    }

    /// <summary>Its name, as the server writes it.</summary>
    public string Name { get; }

    public Scrollback Lines { get; }

    public Viewport View { get; }

    public People People { get; }

    /// <summary>The unsent text of this room while another one is shown.</summary>
    public Draft Draft { get; set; } = Draft.Empty;

    /// <summary>The room's incarnation; 0: not known yet.</summary>
    public ulong Incarnation { get; set; }

    /// <summary>The number of the last event received.</summary>
    public ulong LastSequence { get; set; }

    /// <summary>The state of the room when the connection was lost; null: no gap.</summary>
    public HistoryGap? Gap { get; set; }

    /// <summary>The number of other members' messages that the user has not seen.</summary>
    public int Unread { get; private set; }

    /// <summary>True when one of them mentions the user.</summary>
    public bool IsCalling { get; private set; }

    /// <summary>True after the server was asked for the members.</summary>
    public bool KnowsPeople { get; set; }

    /// <summary>True after the server has sent the history.</summary>
    public bool KnowsPast { get; set; }

    /// <summary>
    /// The user shows another room. The mark is removed, unless lines below it are unread.
    /// </summary>
    public void LookAway()
    {
        _mark = Unread == 0 ? NoMark : _mark;
        ForgetLayout();
    }

    /// <summary>
    /// The room is shown. At its end no line is unread, but the mark stays visible. Further up, the
    /// lines below the view stay unread.
    /// </summary>
    public void Look()
    {
        if (View.IsAtEnd)
        {
            Unread = 0;
            IsCalling = false;
        }
    }

    /// <summary>The user sends a message here, and so has read the lines above.</summary>
    public void TakeMarkAway() => _mark = NoMark;

    /// <summary>Counts the newest line as unread; the first such line gets the mark.</summary>
    public void CountUnread(bool calls)
    {
        _mark = Unread == 0 ? Lines.Next - 1 : _mark;
        Unread++;
        IsCalling |= calls;
    }

    private IReadOnlyList<IReadOnlyList<Span>> Rows(long number, int columns)
    {
        if (columns != _laidOutColumns)
        {
            ForgetLayout();
            _laidOutColumns = columns;
        }

        ChatLine line = Lines[number];
        if (!_laidOut.TryGetValue(line, out IReadOnlyList<IReadOnlyList<Span>>? rows))
        {
            if (_laidOut.Count > MaxLaidOut || _laidOutChars > MaxLaidOutChars)
            {
                ForgetLayout();
            }

            _laidOutChars += line.Text.Length;
            rows = LineLayout.Rows(line, columns);
            _laidOut.Add(line, rows);
        }

        return number == _mark ? [LineLayout.Rule("new", columns), .. rows] : rows;
    }

    private void ForgetLayout()
    {
        _laidOut.Clear();
        _laidOutChars = 0;
    }
}
