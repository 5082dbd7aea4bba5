using EventLoopServer.Buffers;

namespace EventLoopServer.Transport;

/// <summary>
/// A layer between a transport and a session, for connections whose bytes on the wire differ from
/// those of the session. A plain connection has no filter, and pays nothing for it. A filter takes
/// all bytes that it is given.
/// </summary>
internal interface ITransportFilter
{
    /// <summary>
    /// False when input passes unchanged, and <see cref="Decode"/> is not called.
    /// </summary>
    bool FiltersInput => true;

    /// <summary>
    /// True while output has to wait: it would arrive together with the output before it.
    /// </summary>
    bool IsPaused => false;

    /// <summary>
    /// Time in ms between the last output and a reset, for a peer that notices only a reset. 0: an
    /// orderly close.
    /// </summary>
    long ResetAfterMs => 0;

    /// <summary>True while <see cref="Decode"/> has plain bytes left that did not fit.</summary>
    bool HasMore { get; }

    /// <summary>
    /// True while it could continue and waits for a turn that has time for it. Nothing more is read
    /// before.
    /// </summary>
    bool IsWaiting => false;

    /// <summary>Records decrypted so far: each costs work, however short it is.</summary>
    long Records => 0;

    /// <summary>True during the handshake, in which no bytes of the session pass.</summary>
    bool IsOpening => false;

    /// <summary>True once the peer has ended its side in the filter's protocol.</summary>
    bool HasEnded => false;

    /// <summary>Turns plain bytes into wire bytes, and appends these to the ring.</summary>
    /// <returns>
    /// False when the ring has no room for all of them; the ring is unchanged then.
    /// </returns>
    bool TryEncode(ReadOnlySpan<byte> plain, RingBuffer ring);

    /// <summary>Takes all wire bytes, and returns as many plain bytes as fit.</summary>
    /// <param name="wireBytes">
    /// Received bytes; empty to get the bytes that did not fit before.
    /// </param>
    /// <param name="plain">Space for the plain bytes.</param>
    /// <param name="ring">For output of the filter's own protocol.</param>
    /// <returns>The number of plain bytes, or -1 when the peer's bytes are invalid.</returns>
    int Decode(ReadOnlySpan<byte> wireBytes, Span<byte> plain, RingBuffer ring);

    /// <summary>Decides how much of the ring is sent next.</summary>
    /// <param name="ring">Pending output.</param>
    /// <param name="mostBytes">Bytes that one send may have.</param>
    /// <param name="leftOut">
    /// Bytes after these that are dropped from the ring when all of the send was taken.
    /// </param>
    /// <returns>Bytes of the next send.</returns>
    int NextSend(RingBuffer ring, int mostBytes, out int leftOut)
    {
        leftOut = 0;
        return mostBytes;
    }

    /// <summary>Notes a send, whose bytes are still in the ring.</summary>
    void Sent()
    {
    }

    /// <summary>Ends the output in the filter's protocol, once, after all of it was sent.</summary>
    /// <returns>True when the ring has bytes for this.</returns>
    bool TryFinish(RingBuffer ring) => false;

    /// <summary>Returns what the filter holds, because the connection is closed.</summary>
    void Release()
    {
    }
}
