namespace EventLoopServer.Transport.Tls;

/// <summary>What TLS connections keep to.</summary>
/// <param name="UnfinishedMs">
/// How long a handshake may take, and after it a record that has begun; 0: no limit. A slow phone
/// needs two seconds for the one, and 900 bytes a second are enough for the longest other.
/// </param>
/// <param name="HandshakeNsPerTurn">
/// Nanoseconds of a turn after which no further step of a handshake is begun. One step is made in
/// any case.
/// </param>
/// <param name="Handshakes">
/// Handshakes that have been answered and are not over. Above that the oldest one is closed.
/// </param>
/// <param name="HeldBytes">
/// Memory in which records of all connections may wait for their rest: half of it for those who
/// have not shaken hands, half for the others. In a half that is full, who holds most is closed.
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
