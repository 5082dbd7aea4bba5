using Protocol.Messages;

namespace UnitTests.Simulation.World.Clients;

/// <summary>
/// What somebody who cannot see numbers has to read: all that happened in its rooms while it was in
/// them, in the witness's order.
/// </summary>
/// <param name="eventRecord">What happened.</param>
/// <param name="name">The name that it entered with.</param>
/// <param name="echoes">It reads its own words.</param>
internal sealed class EventCursor(EventRecord eventRecord, string name, bool echoes)
{
    private readonly HashSet<string> _rooms = [];
    private ulong _id;
    private int _at = -1;

    /// <summary>True once the witness has seen it enter.</summary>
    public bool HasEntered => _at >= 0;

    /// <summary>The next event for it that the witness has seen; null: none.</summary>
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
