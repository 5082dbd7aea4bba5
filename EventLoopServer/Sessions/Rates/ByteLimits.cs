namespace EventLoopServer.Sessions.Rates;

/// <summary>Bytes per second that the server sends, by cause. 0 is no limit.</summary>
/// <param name="ClientBytes">Bytes that one client sends to others.</param>
/// <param name="ClientBurst">Bytes that one client may send to others in one burst.</param>
/// <param name="RoomBytes">Bytes that each member of a room is sent from it.</param>
/// <param name="LegacyRoomBytes">The same while a legacy client is in the room.</param>
/// <param name="AddressBytes">Answers to all clients of one public address.</param>
/// <param name="LocalAddressBytes">Answers to all clients of one local address.</param>
internal sealed record ByteLimits(
    int ClientBytes,
    int ClientBurst,
    int RoomBytes,
    int LegacyRoomBytes,
    int AddressBytes,
    int LocalAddressBytes)
{
    /// <summary>True when there is no limit. Then no bytes are counted.</summary>
    public bool IsOff =>
        (ClientBytes | RoomBytes | LegacyRoomBytes | AddressBytes | LocalAddressBytes) == 0;

    /// <summary>The cost of one byte at a rate, in ns; 0 when there is no limit.</summary>
    public static long NsPerByte(int bytesPerSecond) =>
        bytesPerSecond > 0 ? 1_000_000_000L / bytesPerSecond : 0;
}
