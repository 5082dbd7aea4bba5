using Protocol.Messages;

namespace EventLoopServer.Chat.Storage;

/// <summary>A stored message as it is read back.</summary>
internal sealed record StoredLine(
    EventKind Kind,
    string Room,
    ulong Incarnation,
    ulong Sequence,
    long TimeMs,
    ulong SenderId)
{
    public ulong RequestId { get; init; }

    public int EmptyLines { get; init; }

    public byte[] Name { get; init; } = [];

    public byte[] Text { get; init; } = [];
}
