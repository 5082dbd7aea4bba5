using SimpleClient.Library;

namespace SimpleClient.Terminal.Rooms;

/// <summary>Who is in a room, as far as it is known, and who spoke when.</summary>
/// <param name="budget">The names that all rooms together may remember.</param>
internal sealed class People(PeopleBudget? budget = null)
{
    /// <summary>
    /// Whoever has said nothing for so long has not spoken lately: nobody waits for their answer.
    /// </summary>
    public static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    /// <summary>Speakers that are remembered; the ones silent for longest are forgotten.</summary>
    private const int MaxSpeakers = 500;

    private readonly PeopleBudget _budget = budget ?? new PeopleBudget();
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
        _budget.Return(_here.Count);
        _here.Clear();
        Count = count;
    }

    /// <summary>The server's list, which may be shorter than the number of people.</summary>
    public void Take(ulong count, IEnumerable<ChatListEntry> entries)
    {
        Begin(count);
        foreach (ChatListEntry entry in entries)
        {
            SetHere(entry.Number, entry.Name);
        }
    }

    /// <summary>Somebody comes.</summary>
    public void Enter(ulong id, string name)
    {
        SetHere(id, name);
        Count++;
    }

    /// <summary>Somebody goes.</summary>
    public void Leave(ulong id)
    {
        _budget.Return(_here.Remove(id) ? 1 : 0);
        Count -= Count > 0 ? 1UL : 0UL;
    }

    /// <summary>Somebody has another name.</summary>
    public void Rename(ulong id, string before, string now)
    {
        SetHere(id, now);
        int at = IndexOf(before);
        if (at >= 0)
        {
            _spoke[at] = _spoke[at] with { Name = now };
        }
    }

    /// <summary>Somebody spoke.</summary>
    public void Speak(ulong id, string name, DateTimeOffset time)
    {
        SetHere(id, name);
        int at = IndexOf(name);
        if (at < 0 && _spoke.Count == MaxSpeakers)
        {
            at = MaxSpeakers - 1;
        }

        if (at >= 0)
        {
            _spoke.RemoveAt(at);
        }
        else if (!_budget.TryTake())
        {
            return;
        }

        _spoke.Insert(0, (name, time));
    }

    /// <summary>The room is left for good: its names take no place any more.</summary>
    public void Forget()
    {
        Begin(0);
        _budget.Return(_spoke.Count);
        _spoke.Clear();
    }

    /// <summary>True for somebody whose coming and going is worth a line.</summary>
    public bool SpokeLately(string name, DateTimeOffset now)
    {
        int at = IndexOf(name);
        return at >= 0 && now - _spoke[at].Time < Lately;
    }

    private void SetHere(ulong id, string name)
    {
        if (_here.ContainsKey(id) || _budget.TryTake())
        {
            _here[id] = name;
        }
    }

    private int IndexOf(string name) => _spoke.FindIndex(
        one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
