namespace Protocol.Dialects;

/// <summary>A dialect's state for one connection. Dialects themselves have no state.</summary>
public struct DialectState
{
    /// <summary>Bytes still to discard of a request that was refused for its length.</summary>
    public int SkipBytes { get; set; }

    /// <summary>True while a line over the limit is discarded.</summary>
    public bool Swallowing { get; set; }

    /// <summary>True while input that was refused for its length is discarded.</summary>
    public readonly bool IsSkipping => Swallowing || SkipBytes > 0;

    /// <summary>
    /// Set by the server when the client has a name. Before that, a line is a name, not a message.
    /// </summary>
    public bool Named { get; set; }

    /// <summary>
    /// Empty lines since the last line with text, at most <see cref="WireLimits.EmptyLines"/>.
    /// </summary>
    public byte EmptyLines { get; set; }

    /// <summary>The current step of the opening, numbered by the dialect itself.</summary>
    public byte Step { get; set; }

    /// <summary>
    /// The protocol version in use. 0 before hello, and when both sides have no version in common.
    /// </summary>
    public byte Version { get; set; }

    /// <summary>The client's capabilities beyond the version, one bit each.</summary>
    public ulong Capabilities { get; set; }

    /// <summary>
    /// Set by the server when it stops waiting for more bytes. The dialect then has to decide with
    /// the bytes that have arrived.
    /// </summary>
    public bool Settled { get; set; }

    /// <summary>
    /// Bytes at the start of the input that are decoded already: the first parts of a message that
    /// is not complete yet.
    /// </summary>
    public int JoinedBytes { get; set; }

    /// <summary>
    /// True inside a message whose first parts are decoded, even if the input has no more bytes of
    /// it.
    /// </summary>
    public readonly bool IsInMessage => Frames.IsOpen;

    /// <summary>The message in WebSocket frames that is not complete yet.</summary>
    internal FrameProgress Frames;

    /// <summary>
    /// The close code of the dialect's own protocol, when the dialect itself has found the reason
    /// of the close. With 0, the code follows from the goodbye reason.
    /// </summary>
    public ushort CloseCode { get; set; }

    /// <summary>
    /// True when the peer has ended the connection in the dialect's own protocol, and the dialect
    /// has answered. Nothing may be sent after that answer.
    /// </summary>
    public bool HasEnded { get; set; }

    /// <summary>Any other state of the dialect; null while there is none.</summary>
    internal object? Memory { get; set; }
}
