using LoadTests.Reporting.Results;

namespace LoadTests.Hostile;

/// <summary>The outcomes of the connections of one kind.</summary>
internal sealed class HostileTally(HostileKind kind)
{
    private readonly Dictionary<string, long> _ends = [];

    public HostileKind Kind => kind;

    /// <summary>Number of connects.</summary>
    public int Connects { get; set; }

    /// <summary>Number of connects to the shared port with a name in the script.</summary>
    public int Named { get; set; }

    /// <summary>Number of connections that joined a room of the measured clients.</summary>
    public long InHonestRooms { get; set; }

    /// <summary>Number of open connections so far.</summary>
    public long Opened { get; set; }

    public void CountEnd(string end) => _ends[end] = _ends.GetValueOrDefault(end) + 1;

    public HostileFigures Figures() =>
        new(kind.Name, Opened, new Dictionary<string, long>(_ends))
        {
            InHonestRooms = InHonestRooms,
        };
}
