namespace EventLoopServer.Connections;

/// <summary>
/// Long output that the flusher takes in pieces, as fast as the peer reads. So output of any size
/// needs little memory. A slow peer is never closed because the output is long. Only a peer that
/// takes nothing is closed.
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
    /// <param name="maxBytes">The most bytes of the piece.</param>
    /// <returns>The bytes, valid until the next call; empty at the end.</returns>
    ReadOnlySpan<byte> Take(int maxBytes);

    /// <summary>
    /// Called when the kernel has taken all bytes. The connection no longer refers to the source.
    /// </summary>
    void Sent();
}
