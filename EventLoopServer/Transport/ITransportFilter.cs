using EventLoopServer.Buffers;

namespace EventLoopServer.Transport;

/// <summary>
/// Stands between a transport and a session when the bytes on the wire differ from those of the
/// session. A plain connection has none, and pays nothing for it. A filter takes all bytes that it
/// is given.
/// </summary>
internal interface ITransportFilter
{
    /// <summary>False when input passes as it is, and <see cref="Decode"/> is not called.</summary>
    bool FiltersInput => true;

    /// <summary>True while output has to wait: it would arrive together with the last.</summary>
    bool IsPaused => false;

    /// <summary>
    /// The peer notices the end of its connection only by a reset: this long after the last output,
    /// in ms. 0: it is told in order.
    /// </summary>
    long ResetAfterMs => 0;

    /// <summary>True while <see cref="Decode"/> has plain bytes left that did not fit.</summary>
    bool HasMore { get; }

    /// <summary>
    /// True while it can go on and waits for a turn that has time for it: nothing more is read
    /// before.
    /// </summary>
    bool IsWaiting => false;

    /// <summary>Records that were decrypted so far: each costs work, however short it is.</summary>
    long Records => 0;

    /// <summary>True while both ends still agree on it, and nothing is let through.</summary>
    bool IsOpening => false;

    /// <summary>True once the peer has ended its side inside the filter's protocol.</summary>
    bool HasEnded => false;

    /// <summary>Turns plain bytes into wire bytes, appended to the ring.</summary>
    /// <returns>
    /// False when the ring has no room for all of them; then it is as it was before.
    /// </returns>
    bool TryEncode(ReadOnlySpan<byte> plain, RingBuffer ring);

    /// <summary>Takes wire bytes, all of them, and gives plain ones, as many as fit.</summary>
    /// <param name="wireBytes">What came; empty to ask for what did not fit before.</param>
    /// <param name="plain">Where to.</param>
    /// <param name="ring">For output of the filter's own protocol.</param>
    /// <returns>Plain bytes given, or -1 when the peer's bytes cannot be right.</returns>
    int Decode(ReadOnlySpan<byte> wireBytes, Span<byte> plain, RingBuffer ring);

    /// <summary>Decides how much of the ring is sent next.</summary>
    /// <param name="ring">Pending output.</param>
    /// <param name="mostBytes">As much as one send may have.</param>
    /// <param name="leftOut">
    /// Bytes behind it that are dropped from the ring when all of it was taken.
    /// </param>
    /// <returns>Bytes of the next send.</returns>
    int NextSend(RingBuffer ring, int mostBytes, out int leftOut)
    {
        leftOut = 0;
        return mostBytes;
    }

    /// <summary>Something was sent, and is still in the ring.</summary>
    void Sent()
    {
    }

    /// <summary>
    /// Everything has been sent, and nothing more will be: says so to the peer, once.
    /// </summary>
    /// <returns>True when the ring has something for it.</returns>
    bool TryFinish(RingBuffer ring) => false;

    /// <summary>The connection is closed: gives back what the filter holds.</summary>
    void Release()
    {
    }
}
