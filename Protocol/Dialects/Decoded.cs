using Protocol.Framing;
using Protocol.Messages;

namespace Protocol.Dialects;

/// <summary>What a dialect found at the start of a client's bytes.</summary>
public readonly ref struct Decoded
{
    /// <summary>What it was.</summary>
    public DecodeStatus Status { get; init; }

    /// <summary>Bytes used up. Show the rest again.</summary>
    public int Used { get; init; }

    /// <summary>
    /// Bytes of the input that count from now on, the used ones included: fewer than there were
    /// when the dialect has cut something out in place.
    /// </summary>
    public int Left { get; init; }

    /// <summary>The request, when the status is <see cref="DecodeStatus.Item"/>.</summary>
    public ClientRequest Request { get; init; }

    /// <summary>
    /// Why not, when the status is <see cref="DecodeStatus.Refused"/>,
    /// <see cref="DecodeStatus.Malformed"/> or <see cref="DecodeStatus.Rejected"/>; of an upgrade,
    /// why the client is rejected if the server has none.
    /// </summary>
    public Refusal Refusal { get; init; }
}
