using SimpleClient.Library;

namespace SimpleClient.Terminal.Chat.Events;

/// <summary>
/// The people whose messages, joins and other events are hidden. A person stays hidden after a
/// change of name, as long as the id is the same.
/// </summary>
internal sealed class IgnoreList
{
    /// <summary>The most stored ids. Above it, all are dropped; the names stay.</summary>
    private const int MaxIds = 1000;

    private readonly Dictionary<ulong, string> _ids = [];

    /// <summary>The ignored names.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>The user's id, whose messages are never hidden; 0 when there is none.</summary>
    public ulong OwnId { get; set; }

    /// <summary>True for an event that must not get a line.</summary>
    public bool Hides(ChatEvent e)
    {
        if (OwnId != 0 && e.SenderId == OwnId)
        {
            return false;
        }

        if (Has(e.Name))
        {
            Store(e.SenderId, e.Name);
            return true;
        }

        return e.SenderId != 0 && _ids.TryGetValue(e.SenderId, out string? name) && Has(name);
    }

    /// <summary>Handles a change of a name.</summary>
    public void Rename(ulong id, string before)
    {
        if (Has(before))
        {
            Store(id, before);
        }
    }

    private bool Has(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private void Store(ulong id, string name)
    {
        if (_ids.Count >= MaxIds)
        {
            _ids.Clear();
        }

        _ids[id] = name;
    }
}
