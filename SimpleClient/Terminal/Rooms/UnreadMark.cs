namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// The lines of a place that the user has not seen, and the rule above the first of them. The rule
/// stays after the lines were seen, until the user writes there or leaves the place.
/// </summary>
internal sealed class UnreadMark
{
    /// <summary>
    /// The most mentions whose lines are stored; further ones are counted with the unread lines.
    /// </summary>
    private const int MaxCalls = 100;

    private readonly Queue<long> _calls = new();

    /// <summary>The line below the rule; null: there is no rule.</summary>
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
    /// A line of the history is visible at once, and was read on no device: the first one gets the
    /// rule.
    /// </summary>
    public void CountSeen(long line)
    {
        if (Line is null)
        {
            (Line, New) = (line, 0);
        }

        New++;
    }

    /// <summary>The other lines were read on another device.</summary>
    /// <param name="lines">The numbers of the lines that are still unseen, oldest first.</param>
    public void Keep(IReadOnlyList<long> lines)
    {
        Unread = New = lines.Count;
        Line = lines.Count > 0 ? lines[0] : null;
        See(Line - 1 ?? long.MaxValue);
    }

    /// <summary>The user sees the end of the place.</summary>
    public void SeeAll()
    {
        Unread = 0;
        _calls.Clear();
    }

    /// <summary>The user sees a line that mentions the user, and those before it.</summary>
    public void See(long line)
    {
        while (_calls.TryPeek(out long call) && call <= line)
        {
            _calls.Dequeue();
        }
    }

    /// <summary>The user looks elsewhere: the next unseen line gets the rule.</summary>
    public void LookAway() => Line = Unread == 0 ? null : Line;

    /// <summary>The user writes here, and so has read the lines above.</summary>
    public void Remove() => Line = null;
}
