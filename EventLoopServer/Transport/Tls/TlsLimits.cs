namespace EventLoopServer.Transport.Tls;

/// <summary>The limits of TLS connections.</summary>
/// <param name="UnfinishedMs">
/// How long a handshake may take, and after it a record that has begun; 0: no limit. A slow phone
/// needs two seconds for a handshake, and 900 bytes a second are enough for the longest record.
/// </param>
/// <param name="HandshakeNsPerTurn">
/// Nanoseconds of a turn after which no further step of a handshake begins. One step is made in any
/// case.
/// </param>
/// <param name="Handshakes">
/// Answered, unfinished handshakes. Above this number the oldest one is closed.
/// </param>
/// <param name="HeldBytes">
/// Memory for partial records of all connections: half of it for connections before the end of
/// their handshake, half for the others. In a half that is full, the connection that holds the most
/// is closed.
/// </param>
internal sealed record TlsLimits(
    long UnfinishedMs, long HandshakeNsPerTurn, int Handshakes, long HeldBytes)
{
    /// <summary>
    /// Bytes that SslStream and OpenSSL hold for a handshake whose hello has been answered: 60 KB
    /// of resident memory were measured (1,000 hellos of TLS 1.3, P-256, .NET 10, OpenSSL 3).
    /// </summary>
    public const int BytesPerHandshake = 64 * 1024;
}
