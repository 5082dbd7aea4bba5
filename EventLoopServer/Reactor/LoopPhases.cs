using EventLoopServer.Transport.Tls;

namespace EventLoopServer.Reactor;

/// <summary>
/// The phases of a turn that do work for connections, in their order, and the phase that hands the
/// turn's events to the store. The reactor does not know the store, so that one is a delegate.
/// </summary>
internal sealed record LoopPhases(
    Acceptor Acceptor,
    Receiver Receiver,
    HandshakeQueue Handshakes,
    Flusher Flusher,
    ConnectionCloser Closer,
    Action Persist);
