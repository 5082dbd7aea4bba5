namespace EventLoopServer.Observability;

/// <summary>What the server holds at a moment.</summary>
internal sealed record ResourceCounts
{
    /// <summary>Connections that are not completely gone.</summary>
    public int Clients { get; init; }

    /// <summary>Those that Select sees.</summary>
    public int Hot { get; init; }

    /// <summary>Those that wait for a wake-up of their own.</summary>
    public int Parked { get; init; }

    /// <summary>Receive operations that are out.</summary>
    public int Receives { get; init; }

    /// <summary>Receive operations ever made.</summary>
    public int ReceivesMade { get; init; }

    /// <summary>Park operations ever made; each parked connection has one of them.</summary>
    public int ParksMade { get; init; }

    /// <summary>Slices that are out.</summary>
    public int Slices { get; init; }

    /// <summary>Slices that exist.</summary>
    public int SlicesMade { get; init; }

    /// <summary>Clients with bytes in their output ring.</summary>
    public int Rings { get; init; }

    /// <summary>Bytes in all output rings.</summary>
    public long QueuedBytes { get; init; }

    /// <summary>Who has the most of them; null when nobody has any.</summary>
    public string? Slowest { get; init; }

    /// <summary>Bytes in that ring.</summary>
    public int SlowestBytes { get; init; }

    /// <summary>Bytes of memory that the process has in use, or 0 where nobody tells.</summary>
    public long WorkingSetBytes { get; init; }
}
