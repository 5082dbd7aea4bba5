using EventLoopServer.Buffers;

namespace EventLoopServer.Transport;

/// <summary>
/// What stands between a wire and a session when the bytes on the wire are not the bytes that are
/// meant. A connection without one is plain, and pays nothing for it. Whatever is given to a
/// channel is taken whole.
/// </summary>
internal interface ITransportFilter
{
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

    /// <summary>True once the peer has said, inside the channel, that nothing more comes.</summary>
    bool HasEnded => false;

    /// <summary>Turns plain bytes into wire bytes, appended to the ring.</summary>
    /// <returns>
    /// False when the ring has no room for all of them; then it is as it was before.
    /// </returns>
    bool TryEncode(ReadOnlySpan<byte> plain, RingBuffer ring);

    /// <summary>Takes wire bytes, all of them, and gives plain ones, as many as fit.</summary>
    /// <param name="wireBytes">What came; empty to ask for what did not fit before.</param>
    /// <param name="plain">Where to.</param>
    /// <param name="ring">For what the channel itself has to say to its peer.</param>
    /// <returns>Plain bytes given, or -1 when the peer's bytes cannot be right.</returns>
    int Decode(ReadOnlySpan<byte> wireBytes, Span<byte> plain, RingBuffer ring);

    /// <summary>
    /// Everything has been sent, and nothing more will be: says so to the peer, once.
    /// </summary>
    /// <returns>True when the ring has something for it.</returns>
    bool TryFinish(RingBuffer ring) => false;

    /// <summary>The connection is closed: gives back what the channel holds.</summary>
    void Release()
    {
    }
}
