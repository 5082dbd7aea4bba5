using Protocol.Messages;

namespace EventLoopServer.Chat.Storage;

/// <summary>A message or a topic as it is appended to the store.</summary>
internal readonly ref struct StoredMessage
{
    /// <summary>
    /// <see cref="EventKind.Said"/>, <see cref="EventKind.Acted"/>,
    /// <see cref="EventKind.Shared"/> or <see cref="EventKind.TopicSet"/>.
    /// <see cref="EventKind.Told"/> without an <see cref="Account"/> is a private message that was
    /// accepted. Only its number is stored, so its text, room and name are empty.
    /// </summary>
    public required EventKind Kind { get; init; }

    /// <summary>The room's name, in the form that members see, UTF-8.</summary>
    public required ReadOnlySpan<byte> Room { get; init; }

    public required ulong Incarnation { get; init; }

    /// <summary>
    /// The number of the event in its room, or among the private messages to an account.
    /// </summary>
    public required ulong Sequence { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long TimeMs { get; init; }

    public required ulong SenderId { get; init; }

    /// <summary>The sender's request that is answered; 0 when there is none.</summary>
    public ulong RequestId { get; init; }

    /// <summary>
    /// The resumable session of the sender; 0 when there is none. The request id is stored in the
    /// same transaction as the message, so that a restart does not run the request again.
    /// </summary>
    public ulong Session { get; init; }

    /// <summary>
    /// The account whose owner will get the private message; 0 when the message is not stored.
    /// </summary>
    public long Account { get; init; }

    /// <summary>
    /// The session of the receiver, for a private message that is not stored.
    /// <see cref="Sequence"/> is then its number in the session's stream. 0 when the receiver has
    /// no session.
    /// </summary>
    public ulong Receiver { get; init; }

    /// <summary>
    /// Identifies the sender of a private message, for the limit of unread messages. It is the id
    /// of the sender's account, or a negative number for a guest's address.
    /// </summary>
    public long SenderKey { get; init; }

    /// <summary>Empty lines above the text.</summary>
    public int EmptyLines { get; init; }

    /// <summary>The sender's name, UTF-8.</summary>
    public required ReadOnlySpan<byte> Name { get; init; }

    /// <summary>UTF-8.</summary>
    public ReadOnlySpan<byte> Text { get; init; }
}
