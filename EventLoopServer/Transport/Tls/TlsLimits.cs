namespace EventLoopServer.Transport.Tls;

/// <summary>The limits of TLS connections.</summary>
/// <param name="UnfinishedMs">
/// How long a handshake may take. After the handshake, it is how long a record may be partial. 0
/// means no limit. A slow phone needs two seconds for a handshake, and 900 bytes a second are
/// enough for the longest record.
/// </param>
/// <param name="HandshakeNsPerTurn">
/// Nanoseconds of a turn after which no further step of a handshake begins. At least one step is
/// made in each turn.
/// </param>
/// <param name="Handshakes">
/// The most answered but unfinished handshakes. Above this number, the oldest one is closed.
/// </param>
/// <param name="HeldBytes">
/// Memory for partial records of all connections. One half is for connections before the end of
/// their handshake, the other half for all other connections. In a full half, the connection that
/// holds the most is closed.
/// </param>
internal sealed record TlsLimits(
    long UnfinishedMs, long HandshakeNsPerTurn, int Handshakes, long HeldBytes)
{
    /// <summary>
    /// Bytes that SslStream and OpenSSL hold for a handshake whose hello has been answered. The
    /// measurement was 60 KB of resident memory (1,000 hellos of TLS 1.3, P-256, .NET 10, OpenSSL
    /// 3).
    /// </summary>
    public const int BytesPerHandshake = 64 * 1024;
}
