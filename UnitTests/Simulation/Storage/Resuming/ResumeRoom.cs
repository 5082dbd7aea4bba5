namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>What a client has seen of a room.</summary>
internal sealed class ResumeRoom(ulong incarnation, ulong last)
{
    /// <summary>The client knows all lines above this number.</summary>
    public ulong From { get; } = last;

    public ulong Incarnation { get; set; } = incarnation;

    public ulong Last { get; set; } = last;

    /// <summary>The lines, in the order in which a user would see them.</summary>
    public List<(ulong Sequence, string Text)> Lines { get; } = [];

    /// <summary>The request for a page of missed lines; 0: none are missing.</summary>
    public ulong PageId { get; set; }

    public ulong Until { get; set; }

    /// <summary>Live events that wait for the missed lines.</summary>
    public List<SeenEvent> Held { get; } = [];
}
