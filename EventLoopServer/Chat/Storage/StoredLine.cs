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

    /// <summary>The line as an event of a room's past.</summary>
    /// <param name="room">The room's name, in the form that members see, UTF-8.</param>
    /// <param name="isLobby">True for the lobby.</param>
    public ServerEvent ToEvent(ReadOnlySpan<byte> room, bool isLobby) => new()
    {
        Kind = Kind,
        RequestId = RequestId,
        SenderId = SenderId,
        TimeMs = TimeMs,
        Sequence = Sequence,
        Room = room,
        Name = Name,
        Text = Text,
        Number = (ulong)EmptyLines,
        InLobby = isLobby,
        InPast = true,
    };
}
