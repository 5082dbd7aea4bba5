namespace SimpleClient.Terminal.Chat;

/// <summary>Who is in a room, as far as it is known, and who spoke when.</summary>
internal sealed class People
{
    /// <summary>
    /// Whoever has said nothing for so long has not spoken lately: nobody waits for their answer.
    /// </summary>
    public static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    /// <summary>Speakers that are remembered; the ones silent for longest are forgotten.</summary>
    private const int MaxSpeakers = 500;

    private readonly Dictionary<ulong, string> _here = [];
    private readonly List<(string Name, DateTimeOffset Time)> _spoke = [];

    /// <summary>How many are in the room, known by name or not.</summary>
    public ulong Count { get; private set; }

    /// <summary>Names that are known, whoever spoke last first, the silent ones by name.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            // Looking for each name among all of them would take a Tab key half a second in a
            // large room.
            HashSet<string> here = [.. _here.Values];
            return _spoke.Select(static one => one.Name)
                .Concat(here.Order(StringComparer.OrdinalIgnoreCase))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(here.Contains);
        }
    }

    /// <summary>Everybody leaves, because the reader does; who spoke is remembered.</summary>
    public void Begin(ulong count)
    {
        _here.Clear();
        Count = count;
    }

    /// <summary>The server's list, which may be shorter than the number of people.</summary>
    public void Take(ulong count, IEnumerable<ChatListEntry> entries)
    {
        Begin(count);
        foreach (ChatListEntry entry in entries)
        {
            _here[entry.Number] = entry.Name;
        }
    }

    /// <summary>Somebody comes.</summary>
    public void Enter(ulong id, string name)
    {
        _here[id] = name;
        Count++;
    }

    /// <summary>Somebody goes.</summary>
    public void Leave(ulong id)
    {
        _here.Remove(id);
        Count -= Count > 0 ? 1UL : 0UL;
    }

    /// <summary>Somebody has another name.</summary>
    public void Rename(ulong id, string before, string now)
    {
        _here[id] = now;
        int at = IndexOf(before);
        if (at >= 0)
        {
            _spoke[at] = _spoke[at] with { Name = now };
        }
    }

    /// <summary>Somebody spoke.</summary>
    public void Speak(ulong id, string name, DateTimeOffset time)
    {
        _here[id] = name;
        int at = IndexOf(name);
        if (at >= 0)
        {
            _spoke.RemoveAt(at);
        }

        _spoke.Insert(0, (name, time));
        if (_spoke.Count > MaxSpeakers)
        {
            _spoke.RemoveAt(MaxSpeakers);
        }
    }

    /// <summary>True for somebody whose coming and going is worth a line.</summary>
    public bool SpokeLately(string name, DateTimeOffset now)
    {
        int at = IndexOf(name);
        return at >= 0 && now - _spoke[at].Time < Lately;
    }

    private int IndexOf(string name) => _spoke.FindIndex(
        one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
