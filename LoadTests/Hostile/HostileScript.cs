namespace LoadTests.Hostile;

/// <summary>What one hostile connection does. It has no socket and no clock.</summary>
internal sealed record HostileScript
{
    /// <summary>
    /// The name that it gives before its opening; empty: none, or one in the opening. Who has it
    /// here can go to a room with it.
    /// </summary>
    public byte[] Name { get; init; } = [];

    /// <summary>The room that it goes to with its name; empty: it stays in the lobby.</summary>
    public byte[] Room { get; init; } = [];

    /// <summary>What it says once it is where it goes.</summary>
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

    /// <summary>What it says at once.</summary>
    public byte[] Beginning() =>
    [
        .. Name.Length > 0 ? [.. Name, (byte)'\n'] : Array.Empty<byte>(),
        .. Room.Length > 0 ? [.. "/join "u8, .. Room, (byte)'\n'] : Array.Empty<byte>(),
        .. Opening,
    ];

    /// <summary>
    /// The same in a room. A reset at once would be faster than its words: the server would never
    /// see anybody in that room.
    /// </summary>
    public HostileScript In(byte[] room) => this with
    {
        Room = room,
        End = End == HostileEnd.Reset ? HostileEnd.ResetOnceHeard : End,
    };

    /// <summary>What comes next of the rest.</summary>
    /// <param name="said">Bytes of it that were taken so far.</param>
    public ReadOnlySpan<byte> Next(long said)
    {
        int at = Rest.Length == 0 ? 0 : (int)(said % Rest.Length);
        return Rest.AsSpan(at, Math.Min(RestBytes, Rest.Length - at));
    }
}
