using EventLoopServer.Buffers;

namespace EventLoopServer.Transport;

/// <summary>
/// A layer between a transport and a session. It is for connections whose bytes on the wire differ
/// from those of the session (TLS and legacy clients). A plain connection has no filter, and no
/// cost of one.
/// </summary>
internal interface ITransportFilter
{
    /// <summary>
    /// False when input passes unchanged. <see cref="Decode"/> is then not called.
    /// </summary>
    bool FiltersInput => true;

    /// <summary>
    /// True while output has to wait, because it would arrive together with the output before it.
    /// </summary>
    bool IsPaused => false;

    /// <summary>
    /// Time in ms between the last output and a reset, for a peer that notices only a reset. 0
    /// means an orderly close.
    /// </summary>
    long ResetAfterMs => 0;

    /// <summary>
    /// True while plain bytes are left that did not fit at the last <see cref="Decode"/>.
    /// </summary>
    bool HasMore { get; }

    /// <summary>
    /// True while the filter could continue, but waits for a turn with time for its work. Nothing
    /// more is read until then.
    /// </summary>
    bool IsWaiting => false;

    /// <summary>Records decrypted so far. Each record costs work, however short it is.</summary>
    long Records => 0;

    /// <summary>True during the handshake. No bytes of the session pass during it.</summary>
    bool IsOpening => false;

    /// <summary>True after the peer has ended its side in the filter's protocol.</summary>
    bool HasEnded => false;

    /// <summary>
    /// Turns plain bytes into wire bytes, and appends the wire bytes to the ring.
    /// </summary>
    /// <returns>
    /// False when the ring has no room for all of them. The ring is then unchanged.
    /// </returns>
    bool TryEncode(ReadOnlySpan<byte> plain, RingBuffer ring);

    /// <summary>Takes all wire bytes, and returns as many plain bytes as fit.</summary>
    /// <param name="wireBytes">
    /// Received bytes; empty to get the plain bytes that did not fit before.
    /// </param>
    /// <param name="plain">Space for the plain bytes.</param>
    /// <param name="ring">The ring for output of the filter's own protocol.</param>
    /// <returns>The number of plain bytes, or -1 when the peer's bytes are invalid.</returns>
    int Decode(ReadOnlySpan<byte> wireBytes, Span<byte> plain, RingBuffer ring);

    /// <summary>Decides how much of the ring is sent next.</summary>
    /// <param name="ring">Pending output.</param>
    /// <param name="maxBytes">The most bytes of one send.</param>
    /// <param name="leftOut">
    /// Bytes after the send that are never sent. They are removed from the ring when the kernel has
    /// taken the whole send.
    /// </param>
    /// <returns>Bytes of the next send.</returns>
    int NextSend(RingBuffer ring, int maxBytes, out int leftOut)
    {
        leftOut = 0;
        return maxBytes;
    }

    /// <summary>Called after each send. The sent bytes are still in the ring.</summary>
    void Sent()
    {
    }

    /// <summary>
    /// Ends the output in the filter's protocol, after all output was sent. Further calls do
    /// nothing.
    /// </summary>
    /// <returns>True when the ring now has bytes to send.</returns>
    bool TryFinish(RingBuffer ring) => false;

    /// <summary>Frees the resources of the filter, because the connection is closed.</summary>
    void Release()
    {
    }
}
