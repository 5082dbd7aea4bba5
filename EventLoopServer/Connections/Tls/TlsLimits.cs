namespace EventLoopServer.Connections.Tls;

/// <summary>What TLS connections keep to.</summary>
/// <param name="HandshakeMs">How long a handshake may take.</param>
/// <param name="FlightsPerTurn">
/// Steps in handshakes taken in one turn; a handshake has two of them.
/// </param>
internal sealed record TlsLimits(long HandshakeMs, int FlightsPerTurn);
