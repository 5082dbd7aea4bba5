namespace Protocol.Messages;

/// <summary>
/// A message from the server. It is an event in a room, which all members get, or a reply to one
/// client. <see cref="Kind"/> decides which fields have a meaning; the others are zero or empty.
/// All text is UTF-8 and is valid only while the event is encoded or read.
/// </summary>
public readonly ref struct ServerEvent
{
    /// <summary>The kind of the event.</summary>
    public EventKind Kind { get; init; }

    /// <summary>
    /// The client's number for the request that this event answers or that caused it; 0: none.
    /// </summary>
    public ulong RequestId { get; init; }

    /// <summary>
    /// The id of the member who caused the event. In one run of the server, no id is used twice.
    /// </summary>
    public ulong SenderId { get; init; }

    /// <summary>The time, in milliseconds since 1970 (UTC), by the server's clock.</summary>
    public long TimeMs { get; init; }

    /// <summary>The event's number in its room: the first is 1, and there are no gaps.</summary>
    public ulong Sequence { get; init; }

    /// <summary>The room's name.</summary>
    public ReadOnlySpan<byte> Room { get; init; }

    /// <summary>The sender's name at that time.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>The text of a message, a topic, a new name, or a sentence.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>A code, an incarnation, or the number of empty lines above a message.</summary>
    public ulong Number { get; init; }

    /// <summary>
    /// Empty lines to draw above the text of a message; 0 for any other event. At most
    /// <see cref="WireLimits.EmptyLines"/>, even if <see cref="Number"/> is larger.
    /// </summary>
    public int EmptyLines => Kind is EventKind.Said or EventKind.Told
        ? (int)Math.Min(Number, WireLimits.EmptyLines)
        : 0;

    /// <summary>A second sentence or name.</summary>
    public ReadOnlySpan<byte> Detail { get; init; }

    /// <summary>A number of members, rooms, entries or events.</summary>
    public ulong Count { get; init; }

    /// <summary>A list in the form that <see cref="Framing.ListReader"/> reads.</summary>
    public ReadOnlySpan<byte> Entries { get; init; }

    /// <summary>Not on the wire. True for the lobby: line dialects do not write its name.</summary>
    public bool InLobby { get; init; }

    /// <summary>
    /// Not on the wire. True for an event from a room's history: line dialects mark it.
    /// </summary>
    public bool InPast { get; init; }

    /// <summary>
    /// Not on the wire. True for a history line of another day: line dialects add its date.
    /// </summary>
    public bool IsDated { get; init; }

    /// <summary>
    /// Not on the wire. The address of this server, for line dialects, which write whole links.
    /// </summary>
    public ReadOnlySpan<byte> LinkBase { get; init; }

    /// <summary>
    /// Not on the wire. The subject of a refusal, for dialects with sentences of their own.
    /// </summary>
    public ReadOnlySpan<byte> Subject { get; init; }
}
