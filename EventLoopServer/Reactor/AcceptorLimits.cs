namespace EventLoopServer.Reactor;

/// <summary>What the acceptor keeps to.</summary>
/// <param name="AcceptsPerTurn">Arrivals taken from one listener in one turn.</param>
/// <param name="RingBytes">Bytes of output that may wait for one connection.</param>
/// <param name="PauseMs">How long it does not ask after descriptors ran out.</param>
internal sealed record AcceptorLimits(int AcceptsPerTurn, int RingBytes, long PauseMs);
