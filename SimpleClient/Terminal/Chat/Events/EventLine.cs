using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat.Events;

/// <summary>Makes lines from events, with times in the user's time zone.</summary>
internal sealed class EventLine(TimeProvider time)
{
    public ChatLine Of(LineKind kind, ChatEvent e) => new()
    {
        Kind = kind,
        Time = e.Time == default || e.Time == DateTimeOffset.UnixEpoch
            ? time.GetLocalNow()
            : TimeZoneInfo.ConvertTime(e.Time, time.LocalTimeZone),
        Name = e.Name,
        Text = e.Text,
        EmptyLines = e.EmptyLines,
        Sequence = e.Kind is EventKind.Said or EventKind.Acted ? e.Sequence : 0,
        Origin = (e.SenderId, e.RequestId),
    };
}
