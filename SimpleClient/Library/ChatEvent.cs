using Protocol;
using Protocol.Messages;

namespace SimpleClient.Library;

/// <summary>
/// A message from the server. <see cref="Kind"/> decides which properties have a meaning (see
/// <see cref="EventKind"/>); the others are zero or empty. Texts are unchecked: they may contain
/// characters that move a terminal's cursor, so make them safe before drawing.
/// </summary>
public sealed class ChatEvent
{
    private const long LastMs = 253_402_300_799_999;

    /// <summary>The kind of the event.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>
    /// The sender's number for the request that caused the event. Each client numbers its own
    /// requests, so events caused by two clients may have the same number. 0: none.
    /// </summary>
    public ulong RequestId { get; init; }

    /// <summary>
    /// The id of the member who caused the event. In one run of the server, no id is used twice.
    /// </summary>
    public ulong SenderId { get; init; }

    /// <summary>The time in UTC, by the server's clock; 1970 when the server sent none.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The event's number in its room: the first is 1, and there are no gaps.</summary>
    public ulong Sequence { get; init; }

    /// <summary>The room's name.</summary>
    public string Room { get; init; } = "";

    /// <summary>The sender's name at that time.</summary>
    public string Name { get; init; } = "";

    /// <summary>The text of a message, a topic, a new name, or a sentence.</summary>
    public string Text { get; init; } = "";

    /// <summary>A code, an incarnation, or the number of empty lines above a message.</summary>
    public ulong Number { get; init; }

    /// <summary>
    /// Empty lines to draw above the text of a message; 0 for any other event. At most
    /// <see cref="WireLimits.EmptyLines"/>, even if the server sends a larger number.
    /// </summary>
    public int EmptyLines => Kind is EventKind.Said or EventKind.Told
        ? (int)Math.Min(Number, WireLimits.EmptyLines)
        : 0;

    /// <summary>A second sentence or name.</summary>
    public string Detail { get; init; } = "";

    /// <summary>
    /// A number of things; may be larger than the number of <see cref="Entries"/>.
    /// </summary>
    public ulong Count { get; init; }

    /// <summary>The entries of a list of members or rooms.</summary>
    public IReadOnlyList<ChatListEntry> Entries { get; init; } = [];

    /// <summary>True for an event from a room's history.</summary>
    public bool IsPast { get; internal set; }

    /// <summary>
    /// True for <see cref="EventKind.Joined"/> of a room that the client did not leave while its
    /// connection was lost. The lines that the client missed follow.
    /// </summary>
    public bool IsResumed { get; internal set; }

    /// <summary>
    /// True for an event that no request of this client has caused. If it is a message of the user,
    /// another device of the account has sent it.
    /// </summary>
    public bool IsUnrequested { get; internal set; }

    /// <summary>The session token of a welcome; empty when there is none.</summary>
    internal byte[] Token { get; init; } = [];

    /// <summary>True for a message that a search has found.</summary>
    public bool IsHit { get; init; }

    /// <summary>
    /// The value of <see cref="Link.PageLimits.Asked"/> in the request of this answer. With it the
    /// reader of the events finds the request that they answer.
    /// </summary>
    internal object? Asked { get; set; }

    /// <summary>
    /// The approximate bytes of memory of the event: two for each character, and the objects around
    /// them (measured on 64 bits: 120 for the event, 24 for a string, 40 for an entry).
    /// </summary>
    internal int MemoryBytes
    {
        get
        {
            if (field == 0)
            {
                int chars = Room.Length + Name.Length + Text.Length + Detail.Length;
                int listed = Entries.Sum(static e => 96 + (2 * (e.Name.Length + e.Text.Length)));
                field = 224 + (2 * chars) + listed;
            }

            return field;
        }
    }

    /// <summary>
    /// Converts a time of the protocol. A time after the year 9999 becomes the last moment of that
    /// year.
    /// </summary>
    internal static DateTimeOffset TimeOf(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms < 0 ? LastMs : Math.Min(ms, LastMs));
}
