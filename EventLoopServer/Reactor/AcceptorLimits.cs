namespace EventLoopServer.Reactor;

/// <summary>The limits of the acceptor.</summary>
/// <param name="AcceptsPerTurn">Connections accepted from one listener in one turn.</param>
/// <param name="RingBytes">Pending output that one connection may have.</param>
/// <param name="PauseMs">
/// Pause after descriptors ran out, and the first pause after a listener failed.
/// </param>
internal sealed record AcceptorLimits(int AcceptsPerTurn, int RingBytes, long PauseMs);
