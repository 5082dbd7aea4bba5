using EventLoopServer.Transport.Tls;

namespace EventLoopServer.Reactor;

/// <summary>The phases of a turn that do work for connections, in their order.</summary>
internal sealed record LoopPhases(
    Acceptor Acceptor,
    Receiver Receiver,
    HandshakeQueue Handshakes,
    Flusher Flusher,
    ConnectionCloser Closer);
