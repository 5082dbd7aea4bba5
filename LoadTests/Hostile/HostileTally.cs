using LoadTests.Reporting.Results;

namespace LoadTests.Hostile;

/// <summary>What became of the connections of one kind.</summary>
internal sealed class HostileTally(HostileKind kind)
{
    private readonly Dictionary<string, long> _ends = [];

    public HostileKind Kind => kind;

    /// <summary>Connections that were tried.</summary>
    public int Knocks { get; set; }

    /// <summary>Connections that were to give a name at the shared port.</summary>
    public int Named { get; set; }

    /// <summary>Connections that went to a room of honest people.</summary>
    public long Mingled { get; set; }

    /// <summary>Connections that came about.</summary>
    public long Came { get; set; }

    public void Went(string end) => _ends[end] = _ends.GetValueOrDefault(end) + 1;

    public HostileFigures Figures() =>
        new(kind.Name, Came, new Dictionary<string, long>(_ends)) { Mingled = Mingled };
}
