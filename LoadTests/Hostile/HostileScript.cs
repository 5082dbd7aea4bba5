namespace LoadTests.Hostile;

/// <summary>What one hostile connection does. It has no socket and no clock.</summary>
internal sealed record HostileScript
{
    /// <summary>What it says at once.</summary>
    public byte[] Opening { get; init; } = [];

    /// <summary>What it says then, from its start again when it is over; empty: nothing.</summary>
    public byte[] Rest { get; init; } = [];

    /// <summary>Bytes of the rest at a time.</summary>
    public int RestBytes { get; init; } = 1;

    /// <summary>Time between two of those.</summary>
    public long EveryMs { get; init; } = 1000;

    /// <summary>True for one that never reads.</summary>
    public bool IsDeaf { get; init; }

    public HostileEnd End { get; init; }

    /// <summary>What comes next of the rest.</summary>
    /// <param name="said">Bytes of it that were taken so far.</param>
    public ReadOnlySpan<byte> Next(long said)
    {
        int at = Rest.Length == 0 ? 0 : (int)(said % Rest.Length);
        return Rest.AsSpan(at, Math.Min(RestBytes, Rest.Length - at));
    }
}
