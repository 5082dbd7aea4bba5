using EventLoopServer.Observability;

namespace EventLoopServer.Connections;

/// <summary>Uses a connection's bytes. A session implements it; the reactor calls it.</summary>
internal interface IByteConsumer
{
    /// <summary>
    /// The name of the protocol that the client was found to speak; null: not known yet.
    /// </summary>
    string? ProtocolName => null;

    /// <summary>
    /// Uses as many of the bytes so far as it can, within its budget for this turn.
    /// </summary>
    ConsumeResult Consume(Span<byte> unused);

    /// <summary>
    /// The peer sends nothing more, and its bytes were used or do not make a whole request.
    /// </summary>
    /// <returns>True when the input should be passed once more.</returns>
    bool Ended();

    /// <summary>
    /// The connection closes: leave the chat, and send the goodbye text unless the peer is gone.
    /// </summary>
    void Closing(CloseReason reason);

    /// <summary>A step for this connection has thrown an exception.</summary>
    void Failed(Exception fault);
}
