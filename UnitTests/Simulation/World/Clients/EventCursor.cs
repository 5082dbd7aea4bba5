using Protocol.Messages;

namespace UnitTests.Simulation.World.Clients;

/// <summary>
/// The events that a client without sequence numbers has to receive: all events of its rooms while
/// it was in them, in the order of the reference client.
/// </summary>
/// <param name="eventRecord">The record of all events.</param>
/// <param name="name">The name with which it joined.</param>
/// <param name="echoes">It receives its own messages.</param>
internal sealed class EventCursor(EventRecord eventRecord, string name, bool echoes)
{
    private readonly HashSet<string> _rooms = [];
    private ulong _id;
    private int _at = -1;

    /// <summary>True once the reference client has received its join event.</summary>
    public bool HasEntered => _at >= 0;

    /// <summary>The next event for it in the record; null if there is none.</summary>
    public RecordedEvent? Peek()
    {
        if (_at < 0 && eventRecord.EntryOf(name) is var entry and >= 0)
        {
            _at = entry;
            _id = eventRecord[entry].Sender;
        }

        for (; _at >= 0 && _at < eventRecord.Count; _at++)
        {
            RecordedEvent e = eventRecord[_at];
            if (e.Sender == _id && IsItsOwnWay(e))
            {
                continue;
            }

            if (e.IsForAll || _rooms.Contains(e.Room))
            {
                return e;
            }
        }

        return null;
    }

    public void Take() => _at++;

    private bool IsItsOwnWay(RecordedEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Entered:
                _rooms.Add(e.Room);
                return true;
            case EventKind.Departed:
                _rooms.Remove(e.Room);
                return true;
            case EventKind.Said or EventKind.Acted or EventKind.Renamed:
                return !echoes;
            default:
                return false;
        }
    }
}
