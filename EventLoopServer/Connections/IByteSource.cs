namespace EventLoopServer.Connections;

/// <summary>
/// Output that the flusher pulls in pieces, as far as the peer takes it. So output of any size
/// needs little memory, and a slow peer is never closed for its size: only one that takes nothing.
/// </summary>
internal interface IByteSource
{
    /// <summary>
    /// The next bytes are not there yet. The source asks the flusher to pull when they are.
    /// </summary>
    bool IsWaiting => false;

    /// <summary>
    /// It closes a peer that takes too little, so the limits for slow readers do not apply.
    /// </summary>
    bool HasDeadline => false;

    /// <summary>Takes the next bytes. They are sent before any further ones.</summary>
    /// <param name="mostBytes">The most bytes of the piece.</param>
    /// <returns>The bytes, valid until the next call; empty at the end.</returns>
    ReadOnlySpan<byte> Take(int mostBytes);

    /// <summary>The kernel has taken all bytes; the source is no longer the connection's.</summary>
    void Sent();
}
