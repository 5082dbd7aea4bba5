namespace EventLoopServer.Observability;

/// <summary>The resources that the server holds at one moment.</summary>
internal sealed record ResourceCounts
{
    /// <summary>Connections whose slots are not released yet.</summary>
    public int Clients { get; init; }

    /// <summary>Connections that Select polls.</summary>
    public int Hot { get; init; }

    /// <summary>Parked connections, which wait for a wake-up.</summary>
    public int Parked { get; init; }

    /// <summary>Receive operations in use.</summary>
    public int Receives { get; init; }

    /// <summary>Receive operations created so far.</summary>
    public int ReceivesMade { get; init; }

    /// <summary>Park operations created so far. Each parked connection uses one of them.</summary>
    public int ParksMade { get; init; }

    /// <summary>Slices in use.</summary>
    public int Slices { get; init; }

    /// <summary>Slices that exist.</summary>
    public int SlicesMade { get; init; }

    /// <summary>Clients with bytes in their output ring.</summary>
    public int Rings { get; init; }

    /// <summary>Bytes in all output rings.</summary>
    public long QueuedBytes { get; init; }

    /// <summary>
    /// The client with the most bytes in its output ring; null when all rings are empty.
    /// </summary>
    public string? Slowest { get; init; }

    /// <summary>Bytes in the ring of <see cref="Slowest"/>.</summary>
    public int SlowestBytes { get; init; }

    /// <summary>Memory that the process uses, in bytes; 0 where it is unknown.</summary>
    public long WorkingSetBytes { get; init; }
}
