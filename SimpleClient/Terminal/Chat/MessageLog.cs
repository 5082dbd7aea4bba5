using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat;

/// <summary>Collects messages for the log, until they are taken and written.</summary>
internal sealed class MessageLog
{
    private List<LogLine> _lines = [];

    /// <summary>True when messages are collected.</summary>
    public bool IsOn { get; set; }

    /// <summary>Adds a message that was not shown before.</summary>
    public void Add(ChatRoom room, ChatLine line)
    {
        if (IsOn && !line.IsPast && !line.IsPending)
        {
            _lines.Add(new LogLine(
                room.Label, line.Time, line.Name, line.Text, line.Kind == LineKind.Acted));
        }
    }

    /// <summary>Returns the messages since the last call.</summary>
    public IReadOnlyList<LogLine> Take()
    {
        if (_lines.Count == 0)
        {
            return [];
        }

        List<LogLine> taken = _lines;
        _lines = [];
        return taken;
    }
}
