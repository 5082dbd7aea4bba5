using EventLoopServer.Observability;

namespace EventLoopServer.Connections;

/// <summary>
/// What a connection's bytes are for. Implemented by a session; called by the reactor.
/// </summary>
internal interface IByteConsumer
{
    /// <summary>
    /// Takes what it can use of the bytes so far, within its budget for this turn.
    /// </summary>
    ConsumeResult Consume(Span<byte> unused);

    /// <summary>
    /// The peer sends nothing more, and what it sent was used or does not make a whole request.
    /// </summary>
    /// <returns>True when it should be shown once more.</returns>
    bool Ended();

    /// <summary>
    /// The connection closes: leave the chat, and send the goodbye text unless the peer is gone.
    /// </summary>
    void Closing(CloseReason reason);

    /// <summary>A step for this connection threw.</summary>
    void Failed(Exception fault);
}
