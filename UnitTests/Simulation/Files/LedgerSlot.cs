using EventLoopServer.Chat.Files;

namespace UnitTests.Simulation.Files;

/// <summary>An offered file as the ledger of a world expects it.</summary>
internal sealed class LedgerSlot
{
    public required string Path { get; init; }

    /// <summary>A name that no other file of the world has.</summary>
    public required string Name { get; init; }

    public required string Owner { get; init; }

    /// <summary>The address of the owner.</summary>
    public required string Place { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>When the slot expires if no upload has begun.</summary>
    public required long DueMs { get; init; }

    /// <summary>When its bytes began to count, in ms since 1970.</summary>
    public required long OfferedMs { get; set; }

    /// <summary>An upload has begun.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The upload has ended, or the slot has expired.</summary>
    public bool IsOver { get; set; }

    /// <summary>The client has sent the whole file.</summary>
    public bool IsSent { get; set; }

    /// <summary>Its bytes count for its owner for a day; false when nothing was shared.</summary>
    public bool Counts { get; set; } = true;

    /// <summary>Its bytes count for its address, until the server starts again.</summary>
    public bool CountsForPlace { get; set; } = true;

    public long CountedBytes => Math.Max(Content.Length, FileLimits.MinBytes);

    public bool IsOpenAt(long nowMs) => !IsOver && (IsTaken || DueMs > nowMs);
}
