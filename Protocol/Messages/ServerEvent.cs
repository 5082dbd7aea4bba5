namespace Protocol.Messages;

/// <summary>
/// One thing the server tells: an event in a room, the same for everybody in it, or a reply to one
/// client. Which fields mean something depends on <see cref="Kind"/>; the others are zero or empty.
/// All text is UTF-8 and valid only while the event is being encoded or looked at.
/// </summary>
public readonly ref struct ServerEvent
{
    /// <summary>What is told.</summary>
    public EventKind Kind { get; init; }

    /// <summary>
    /// The number its sender gave the request that this is the reply to or that caused it; 0: none.
    /// </summary>
    public ulong RequestId { get; init; }

    /// <summary>
    /// Whose doing it is: an id that is never given to another in a run of the server.
    /// </summary>
    public ulong SenderId { get; init; }

    /// <summary>When, in milliseconds since 1970 (UTC), by the server's clock.</summary>
    public long TimeMs { get; init; }

    /// <summary>The event's number in its room: from 1, one more each, without holes.</summary>
    public ulong Sequence { get; init; }

    /// <summary>The room's name.</summary>
    public ReadOnlySpan<byte> Room { get; init; }

    /// <summary>The sender's name at the time.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>What was said, a topic, a new name, a sentence.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>A code, an incarnation, or the empty lines above a message.</summary>
    public ulong Number { get; init; }

    /// <summary>
    /// Empty lines to draw above the text of a message; 0 for any other event. Never more than
    /// <see cref="WireLimits.EmptyLines"/>, whatever the number is.
    /// </summary>
    public int EmptyLines => Kind is EventKind.Said or EventKind.Told
        ? (int)Math.Min(Number, WireLimits.EmptyLines)
        : 0;

    /// <summary>A second sentence or name.</summary>
    public ReadOnlySpan<byte> Detail { get; init; }

    /// <summary>How many there are.</summary>
    public ulong Count { get; init; }

    /// <summary>A list, already in the form that <see cref="Framing.ListReader"/> reads.</summary>
    public ReadOnlySpan<byte> Entries { get; init; }

    /// <summary>
    /// Not on the wire. True for the room that everybody enters: line dialects do not name it.
    /// </summary>
    public bool InLobby { get; init; }

    /// <summary>
    /// Not on the wire. True for an event told again from a room's history: line dialects mark it.
    /// </summary>
    public bool InPast { get; init; }

    /// <summary>
    /// Not on the wire. What a refusal speaks of, for dialects that have sentences of their own.
    /// </summary>
    public ReadOnlySpan<byte> Subject { get; init; }
}
