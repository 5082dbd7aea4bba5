using SimpleClient.Terminal.Chat.Events;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat;

/// <summary>Decides when the bell rings and when the user is notified.</summary>
internal sealed class Alerts(EventReducer events, RoomList rooms, TimeProvider time)
{
    private readonly Bell _bell = new(time);

    // A visible mention that rings the bell must not delay the notification for another one.
    private readonly Bell _notices = new(time);
    private Alert? _alert;

    /// <summary>
    /// True when the events since the last call ring the bell. The next call returns false.
    /// </summary>
    public bool TakeBell()
    {
        bool isDue = events.Calls && _bell.Ring();
        if (events.LastCall is { } call && !rooms.IsSeen(call.Place)
            && _notices.Ring())
        {
            _alert = new Alert(call.Place.Label, call.Line.Name, call.Line.Text);
        }

        (events.Calls, events.LastCall) = (false, null);
        return isDue;
    }

    /// <summary>
    /// The last message that is due a notification, if the user has not seen it. It is returned
    /// once.
    /// </summary>
    public Alert? TakeAlert()
    {
        Alert? alert = _alert;
        _alert = null;
        return alert;
    }
}
