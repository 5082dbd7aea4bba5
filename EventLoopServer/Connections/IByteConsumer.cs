using EventLoopServer.Observability;

namespace EventLoopServer.Connections;

/// <summary>Uses a connection's bytes. A session implements it; the reactor calls it.</summary>
internal interface IByteConsumer
{
    /// <summary>The name of the client's protocol; null while it is unknown.</summary>
    string? ProtocolName => null;

    /// <summary>Uses as many bytes as it can, within its budget for this turn.</summary>
    ConsumeResult Consume(Span<byte> unused);

    /// <summary>
    /// Called when the peer sends nothing more. Bytes that are left do not make a whole request.
    /// </summary>
    /// <returns>
    /// True when <see cref="Consume"/> should be called once more with the bytes that are left.
    /// </returns>
    bool Ended();

    /// <summary>
    /// Called when the connection closes. The consumer leaves the chat, and sends the goodbye text
    /// unless the peer is gone.
    /// </summary>
    void Closing(CloseReason reason);

    /// <summary>Called when a step for this connection has thrown an exception.</summary>
    void Failed(Exception fault);
}
