using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Rooms;

/// <summary>A room that the reader is in, with its lines and what was seen of them.</summary>
internal sealed class ChatRoom
{
    private const long NoMark = -1;

    /// <summary>Lines whose rows are remembered: some screens full.</summary>
    private const int MaxLaidOut = 1000;

    /// <summary>
    /// Characters of such lines. Rows take about four times the memory of their text.
    /// </summary>
    private const int MaxLaidOutChars = 512 * 1024;

    // By identity: to compare two lines costs more than to lay one out.
    private readonly Dictionary<ChatLine, IReadOnlyList<IReadOnlyList<Span>>> _laidOut =
        new(ReferenceEqualityComparer.Instance);

    private int _laidOutColumns;
    private int _laidOutChars;
    private long _mark = NoMark;

    /// <param name="name">Its name, as the server writes it.</param>
    /// <param name="today">The reader's day.</param>
    /// <param name="lines">The memory of all rooms' lines.</param>
    /// <param name="people">The names that all rooms remember.</param>
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

    /// <summary>The unsent text of this room while another one is seen.</summary>
    public Draft Draft { get; set; } = Draft.Empty;

    /// <summary>The room's incarnation; 0: not known yet.</summary>
    public ulong Incarnation { get; set; }

    /// <summary>The number of the last event that was told.</summary>
    public ulong LastSequence { get; set; }

    /// <summary>What the reader has seen when the connection was lost; null: no gap.</summary>
    public HistoryGap? Gap { get; set; }

    /// <summary>Lines that other people wrote and the reader has not seen.</summary>
    public int Unread { get; private set; }

    /// <summary>True when one of those has the reader's name in it.</summary>
    public bool IsCalling { get; private set; }

    /// <summary>True once the server was asked who is here.</summary>
    public bool KnowsPeople { get; set; }

    /// <summary>True once the server has told what was said before.</summary>
    public bool KnowsPast { get; set; }

    /// <summary>
    /// The reader goes to another room. The mark goes too, unless lines below it are still unread.
    /// </summary>
    public void LookAway()
    {
        _mark = Unread == 0 ? NoMark : _mark;
        ForgetLayout();
    }

    /// <summary>
    /// The reader sees the room. At its end nothing is unread, but the mark stays to be seen;
    /// further up the lines below the view stay unread.
    /// </summary>
    public void Look()
    {
        if (View.IsAtEnd)
        {
            Unread = 0;
            IsCalling = false;
        }
    }

    /// <summary>The reader says something here, and so has read what is above.</summary>
    public void TakeMarkAway() => _mark = NoMark;

    /// <summary>The newest line was not seen; the first such line gets the mark.</summary>
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
