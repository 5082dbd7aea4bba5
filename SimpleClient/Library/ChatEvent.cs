using Protocol;
using Protocol.Messages;

namespace SimpleClient.Library;

/// <summary>
/// One thing that the server told. Which properties mean something depends on <see cref="Kind"/>
/// (see <see cref="EventKind"/>); the others are zero or empty. Texts are as they came: they may
/// hold characters that move a terminal's cursor, so defuse them before drawing.
/// </summary>
public sealed class ChatEvent
{
    private const long LastMs = 253_402_300_799_999;

    /// <summary>What is told.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>
    /// The number of the request that caused it, as its sender counts: the same number may be in an
    /// event that somebody else caused. 0: none.
    /// </summary>
    public ulong RequestId { get; init; }

    /// <summary>
    /// Whose doing it is: an id that is never given twice in a run of the server.
    /// </summary>
    public ulong SenderId { get; init; }

    /// <summary>When, in UTC, by the server's clock; 1970 when the server gave no time.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The event's number in its room: from 1, one more each, without holes.</summary>
    public ulong Sequence { get; init; }

    /// <summary>The room's name.</summary>
    public string Room { get; init; } = "";

    /// <summary>The sender's name at the time.</summary>
    public string Name { get; init; } = "";

    /// <summary>What was said, a topic, a new name, a sentence.</summary>
    public string Text { get; init; } = "";

    /// <summary>A code, an incarnation, or the empty lines above a message.</summary>
    public ulong Number { get; init; }

    /// <summary>
    /// Empty lines to draw above the text of a message, 0 for any other event. Never more than
    /// <see cref="WireLimits.EmptyLines"/>, whatever the server sends.
    /// </summary>
    public int EmptyLines => Kind is EventKind.Said or EventKind.Told
        ? (int)Math.Min(Number, WireLimits.EmptyLines)
        : 0;

    /// <summary>A second sentence or name.</summary>
    public string Detail { get; init; } = "";

    /// <summary>How many there are: may be more than <see cref="Entries"/> lists.</summary>
    public ulong Count { get; init; }

    /// <summary>The entries of a list of members or rooms.</summary>
    public IReadOnlyList<ChatListEntry> Entries { get; init; } = [];

    /// <summary>True for an event told again from a room's history.</summary>
    public bool IsPast { get; init; }

    /// <summary>
    /// About the bytes of memory that it takes: two for each character, and the objects around
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
    /// A time as it is on the wire; one beyond the year 9999 is taken for the last moment.
    /// </summary>
    internal static DateTimeOffset TimeOf(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms < 0 ? LastMs : Math.Min(ms, LastMs));
}
