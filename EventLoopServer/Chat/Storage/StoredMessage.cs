using Protocol.Messages;

namespace EventLoopServer.Chat.Storage;

/// <summary>A message or a topic as it is appended to the store.</summary>
internal readonly ref struct StoredMessage
{
    /// <summary>
    /// <see cref="EventKind.Said"/>, <see cref="EventKind.Acted"/>,
    /// <see cref="EventKind.Shared"/> or <see cref="EventKind.TopicSet"/>.
    /// <see cref="EventKind.Told"/> without an <see cref="Account"/> stores only that a private
    /// message was accepted, and its number. Its text, its room
    /// and its name are empty.
    /// </summary>
    public required EventKind Kind { get; init; }

    /// <summary>The room's name, UTF-8, as its members see it.</summary>
    public required ReadOnlySpan<byte> Room { get; init; }

    public required ulong Incarnation { get; init; }

    /// <summary>The number of the event in its room, or among the messages to an account.
    /// </summary>
    public required ulong Sequence { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long TimeMs { get; init; }

    public required ulong SenderId { get; init; }

    /// <summary>The request that the sender is answered; 0: none.</summary>
    public ulong RequestId { get; init; }

    /// <summary>
    /// The resumable session of the sender: the request id is stored with the message, so that the
    /// request is not carried out again after a restart. 0: none.
    /// </summary>
    public ulong Session { get; init; }

    /// <summary>
    /// The account whose owner gets the private message later; 0: the message is not stored.
    /// </summary>
    public long Account { get; init; }

    /// <summary>
    /// The session of the receiver of a private message that is not stored; 0: it has none. Then
    /// <see cref="Sequence"/> is the number of the message in its stream.
    /// </summary>
    public ulong Receiver { get; init; }

    /// <summary>
    /// Identifies the sender of a private message for the limit of unread ones: the id of its
    /// account, or a negative number for the address of a guest.
    /// </summary>
    public long SenderKey { get; init; }

    /// <summary>Empty lines above the text.</summary>
    public int EmptyLines { get; init; }

    /// <summary>The sender's name, UTF-8.</summary>
    public required ReadOnlySpan<byte> Name { get; init; }

    /// <summary>UTF-8.</summary>
    public ReadOnlySpan<byte> Text { get; init; }
}
