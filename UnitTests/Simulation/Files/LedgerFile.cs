namespace UnitTests.Simulation.Files;

/// <summary>A shared file as the ledger of a world expects it.</summary>
/// <param name="Slot">The offer that it came from.</param>
/// <param name="Path">The path from which it is fetched.</param>
/// <param name="CreatedMs">When it was shared, in ms since 1970.</param>
internal sealed record LedgerFile(LedgerSlot Slot, string Path, long CreatedMs)
{
    /// <summary>True when a crash cannot lose it any more.</summary>
    public bool IsSafe { get; set; }

    public bool IsRemoved { get; set; }

    public bool IsLiveAt(long unixMs, long keepMs) => !IsRemoved && CreatedMs > unixMs - keepMs;
}
