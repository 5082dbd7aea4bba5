namespace LoadTests.Hostile;

/// <summary>
/// The bytes and the timing of one hostile connection. It has no socket and no clock.
/// </summary>
internal sealed record HostileScript
{
    /// <summary>
    /// The name that is sent before the opening. Empty when the connection has no name, or when the
    /// opening contains the name. Only a connection with a name here can join a room.
    /// </summary>
    public byte[] Name { get; init; } = [];

    /// <summary>The room that the connection joins. Empty when it stays in the lobby.</summary>
    public byte[] Room { get; init; } = [];

    /// <summary>The bytes that follow the name and the join.</summary>
    public byte[] Opening { get; init; } = [];

    /// <summary>The bytes that follow the opening and are repeated for ever; empty: none.</summary>
    public byte[] Rest { get; init; } = [];

    /// <summary>Bytes of <see cref="Rest"/> in one send.</summary>
    public int RestBytes { get; init; } = 1;

    /// <summary>Time between two sends of <see cref="Rest"/>, in ms.</summary>
    public long EveryMs { get; init; } = 1000;

    /// <summary>True for a client that never reads.</summary>
    public bool NeverReads { get; init; }

    public HostileEnd End { get; init; }

    /// <summary>The bytes that are sent as soon as the connection is open.</summary>
    public byte[] Beginning() =>
    [
        .. Name.Length > 0 ? [.. Name, (byte)'\n'] : Array.Empty<byte>(),
        .. Room.Length > 0 ? [.. "/join "u8, .. Room, (byte)'\n'] : Array.Empty<byte>(),
        .. Opening,
    ];

    /// <summary>
    /// The same script in a room. It resets only after a reply, because an immediate reset would
    /// overtake the bytes of the join. The server would then never see the member in that room.
    /// </summary>
    public HostileScript In(byte[] room) => this with
    {
        Room = room,
        End = End == HostileEnd.Reset ? HostileEnd.ResetAfterReply : End,
    };

    /// <summary>The next bytes of <see cref="Rest"/>.</summary>
    /// <param name="sent">Bytes of <see cref="Rest"/> that were sent so far.</param>
    public ReadOnlySpan<byte> Next(long sent)
    {
        int at = Rest.Length == 0 ? 0 : (int)(sent % Rest.Length);
        return Rest.AsSpan(at, Math.Min(RestBytes, Rest.Length - at));
    }
}
