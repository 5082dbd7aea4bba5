namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// The lines of a place that the user has not seen, and the rule (a horizontal line) above the
/// first of them. The rule stays after the lines were seen, until the user writes a message in the
/// place or leaves it.
/// </summary>
internal sealed class UnreadMark
{
    /// <summary>
    /// The most mentions whose lines are stored. Further mentions count only as unread lines.
    /// </summary>
    private const int MaxCalls = 100;

    private readonly Queue<long> _calls = new();

    /// <summary>The line below the rule; null when there is no rule.</summary>
    public long? Line { get; private set; }

    /// <summary>The number of lines below the rule that were not seen when they arrived.</summary>
    public int New { get; private set; }

    /// <summary>The number of unseen lines.</summary>
    public int Unread { get; private set; }

    /// <summary>The number of unseen lines that mention the user.</summary>
    public int Calls => _calls.Count;

    /// <summary>The oldest unseen line that mentions the user; null when there is none.</summary>
    public long? NextCall => _calls.TryPeek(out long line) ? line : null;

    /// <summary>Counts an unseen line.</summary>
    /// <param name="line">Its number.</param>
    /// <param name="calls">True when it mentions the user.</param>
    public void Count(long line, bool calls)
    {
        if (Unread == 0)
        {
            (Line, New) = (line, 0);
        }

        Unread++;
        New++;
        if (calls && _calls.Count < MaxCalls)
        {
            _calls.Enqueue(line);
        }
    }

    /// <summary>
    /// Handles a line of the history that is visible at once and that the user has read on no
    /// device. The first such line gets the rule.
    /// </summary>
    public void CountSeen(long line)
    {
        if (Line is null)
        {
            (Line, New) = (line, 0);
        }

        New++;
    }

    /// <summary>
    /// Keeps only these lines as unseen, because the others were read on another device.
    /// </summary>
    /// <param name="lines">The numbers of the lines that are still unseen, oldest first.</param>
    public void Keep(IReadOnlyList<long> lines)
    {
        Unread = New = lines.Count;
        Line = lines.Count > 0 ? lines[0] : null;
        See(Line - 1 ?? long.MaxValue);
    }

    /// <summary>Counts all lines as seen, because the user sees the end of the place.</summary>
    public void SeeAll()
    {
        Unread = 0;
        _calls.Clear();
    }

    /// <summary>Counts a line that mentions the user as seen, and the lines before it.</summary>
    public void See(long line)
    {
        while (_calls.TryPeek(out long call) && call <= line)
        {
            _calls.Dequeue();
        }
    }

    /// <summary>
    /// Called when the user looks at another place. The next unseen line gets the rule.
    /// </summary>
    public void MarkHidden() => Line = Unread == 0 ? null : Line;

    /// <summary>
    /// Removes the rule when the user writes in the place, because the user has then read the lines
    /// above.
    /// </summary>
    public void Remove() => Line = null;
}
