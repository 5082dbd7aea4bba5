namespace EventLoopServer.Connections.Tls;

/// <summary>What TLS connections keep to.</summary>
/// <param name="UnfinishedMs">
/// How long a handshake may take, and after it a record that has begun; 0: no limit. A slow phone
/// needs two seconds for the one, and 900 bytes a second are enough for the longest other.
/// </param>
/// <param name="FlightsPerTurn">
/// Steps in handshakes taken in one turn; a handshake has two of them.
/// </param>
/// <param name="HeldBytes">
/// Memory in which records of all connections may wait for their rest: half of it for those who
/// have not shaken hands, half for the others. In a half that is full, who holds most is closed.
/// </param>
internal sealed record TlsLimits(long UnfinishedMs, int FlightsPerTurn, long HeldBytes);
