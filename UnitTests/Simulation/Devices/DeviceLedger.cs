using UnitTests.Simulation.Storage;

namespace UnitTests.Simulation.Devices;

/// <summary>What the devices have got: an event has one content.</summary>
internal sealed class DeviceLedger(int seed)
{
    private readonly Dictionary<(string Room, ulong Incarnation, ulong Number), string> _events =
        [];

    /// <summary>Different events so far.</summary>
    public int Events => _events.Count;

    /// <summary>A device got an event.</summary>
    public void Take(
        string device, (string Name, ulong Incarnation) room, ulong number, string content)
    {
        (string, ulong, ulong) key = (room.Name, room.Incarnation, number);
        if (!_events.TryAdd(key, content))
        {
            Require(
                _events[key] == content, $"{device} got '{content}' as {key}: '{_events[key]}'");
        }
    }

    public void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new StoreFault($"{what} (seed {seed})");
        }
    }
}
