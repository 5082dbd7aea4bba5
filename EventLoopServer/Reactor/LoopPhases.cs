using EventLoopServer.Transport.Tls;

namespace EventLoopServer.Reactor;

/// <summary>
/// The phases of a turn that do work for connections, in their order. The last one passes the
/// turn's events to the store. It is a delegate, because the reactor does not depend on the store.
/// </summary>
internal sealed record LoopPhases(
    Acceptor Acceptor,
    Receiver Receiver,
    HandshakeQueue Handshakes,
    Flusher Flusher,
    ConnectionCloser Closer,
    Action Persist);
