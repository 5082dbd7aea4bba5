using SimpleClient.Library;

namespace SimpleClient.Terminal.Rooms;

/// <summary>The known members of a room, and the times of their last messages.</summary>
/// <param name="budget">The budget for the names of all rooms.</param>
internal sealed class People(PeopleBudget? budget = null)
{
    /// <summary>
    /// How long after its last message a member counts as a recent speaker. After this time, no
    /// other member expects an answer.
    /// </summary>
    public static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The most stored speakers. Above it, the speaker with the oldest message is removed.
    /// </summary>
    private const int MaxSpeakers = 500;

    private readonly PeopleBudget _budget = budget ?? new PeopleBudget();
    private readonly Dictionary<ulong, string> _here = [];
    private readonly List<(string Name, DateTimeOffset Time)> _spoke = [];
    private string[]? _sorted;

    /// <summary>The number of members, with known names or not.</summary>
    public ulong Count { get; private set; }

    /// <summary>The known names: the most recent speakers first, then the others by name.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            // This set avoids a search of all members for each name, which would make a Tab key
            // take half a second in a large room.
            HashSet<string> here = [.. _here.Values];
            return _spoke.Select(static one => one.Name)
                .Concat(here.Order(StringComparer.OrdinalIgnoreCase))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(here.Contains);
        }
    }

    /// <summary>The known members by name. They are sorted again only after a change.</summary>
    public IReadOnlyList<string> Sorted =>
        _sorted ??= [.. _here.Values.Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Removes all known members and sets their number. The speakers are kept.</summary>
    public void Begin(ulong count)
    {
        _budget.Return(_here.Count);
        _here.Clear();
        _sorted = null;
        Count = count;
    }

    /// <summary>Takes the server's list, which may be shorter than the number of members.</summary>
    public void Take(ulong count, IEnumerable<ChatListEntry> entries)
    {
        Begin(count);
        foreach (ChatListEntry entry in entries)
        {
            SetHere(entry.Number, entry.Name);
        }
    }

    /// <summary>A member enters.</summary>
    public void Enter(ulong id, string name)
    {
        SetHere(id, name);
        Count++;
    }

    /// <summary>A member leaves.</summary>
    public void Leave(ulong id)
    {
        _budget.Return(_here.Remove(id) ? 1 : 0);
        _sorted = null;
        Count -= Count > 0 ? 1UL : 0UL;
    }

    /// <summary>A member changes its name.</summary>
    public void Rename(ulong id, string before, string now)
    {
        SetHere(id, now);
        int at = IndexOf(before);
        if (at >= 0)
        {
            _spoke[at] = _spoke[at] with { Name = now };
        }
    }

    /// <summary>A member sends a message.</summary>
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

    /// <summary>Returns the names of a removed room to the budget.</summary>
    public void Forget()
    {
        Begin(0);
        _budget.Return(_spoke.Count);
        _spoke.Clear();
    }

    /// <summary>
    /// True for a recent speaker. Each join and leave of a recent speaker gets its own line.
    /// </summary>
    public bool SpokeLately(string name, DateTimeOffset now)
    {
        int at = IndexOf(name);
        return at >= 0 && now - _spoke[at].Time < Lately;
    }

    private void SetHere(ulong id, string name)
    {
        bool isKnown = _here.TryGetValue(id, out string? before);
        if (before != name && (isKnown || _budget.TryTake()))
        {
            _here[id] = name;
            _sorted = null;
        }
    }

    private int IndexOf(string name) => _spoke.FindIndex(
        one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
