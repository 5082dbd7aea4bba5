using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>
/// What is known of the time without a connection, until the room has told the rest.
/// </summary>
/// <param name="Since">When the connection was lost.</param>
/// <param name="LastSequence">The last event that was told before.</param>
/// <param name="OwnId">The reader's id before: old words in the room's past carry it.</param>
/// <param name="Unconfirmed">Own words of which nobody knows whether they arrived.</param>
internal sealed record Gap(
    DateTimeOffset Since, ulong LastSequence, ulong OwnId, List<ChatLine> Unconfirmed)
{
    /// <summary>When the room was entered again; null: not yet.</summary>
    public DateTimeOffset? Back { get; set; }

    /// <summary>True when the room is another one of the same name: no numbers match.</summary>
    public bool IsOtherRoom { get; set; }

    /// <summary>Lines from the gap that were shown.</summary>
    public int Shown { get; set; }
}
