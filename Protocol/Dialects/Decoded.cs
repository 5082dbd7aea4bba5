using Protocol.Framing;
using Protocol.Messages;

namespace Protocol.Dialects;

/// <summary>The result of decoding the start of a client's input.</summary>
public readonly ref struct Decoded
{
    /// <summary>The kind of the result.</summary>
    public DecodeStatus Status { get; init; }

    /// <summary>Bytes used. The caller passes the rest again.</summary>
    public int Used { get; init; }

    /// <summary>
    /// The number of input bytes that remain valid, the used ones included. It is smaller than the
    /// length of the input when the dialect removed bytes in place.
    /// </summary>
    public int Left { get; init; }

    /// <summary>The request, when the status is <see cref="DecodeStatus.Item"/>.</summary>
    public ClientRequest Request { get; init; }

    /// <summary>
    /// An answer of the dialect's own protocol, such as a pong. Its bytes are sent unchanged, and
    /// are valid as long as the input. Empty when there is no answer.
    /// </summary>
    public ReadOnlySpan<byte> Answer { get; init; }

    /// <summary>
    /// The refusal, when the status is <see cref="DecodeStatus.Refused"/>,
    /// <see cref="DecodeStatus.Malformed"/> or <see cref="DecodeStatus.Rejected"/>. With
    /// <see cref="DecodeStatus.Upgrade"/>, it is the refusal that a server without the other
    /// protocol sends.
    /// </summary>
    public Refusal Refusal { get; init; }
}
