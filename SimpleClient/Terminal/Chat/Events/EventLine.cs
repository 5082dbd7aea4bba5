using SimpleClient.Library;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat.Events;

/// <summary>Makes lines from events, with times in the user's time zone.</summary>
internal sealed class EventLine(TimeProvider time)
{
    /// <summary>Makes the line of an event.</summary>
    public ChatLine Of(LineKind kind, ChatEvent e) => new()
    {
        Kind = kind,
        Time = e.Time == default || e.Time == DateTimeOffset.UnixEpoch
            ? time.GetLocalNow()
            : TimeZoneInfo.ConvertTime(e.Time, time.LocalTimeZone),
        Name = e.Name,
        Text = e.Text,
        EmptyLines = e.EmptyLines,
    };
}
