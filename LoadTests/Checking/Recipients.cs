using System.Numerics;
using System.Text;

namespace LoadTests.Checking;

/// <summary>The recipients of a flow: the members of a room, or one member.</summary>
internal sealed class Recipients(string name, bool isPrivate = false)
{
    /// <summary>
    /// Sequence numbers of a room that are stored for each flow. While a server keeps up, fewer
    /// messages are in transit. Older messages are not compared.
    /// </summary>
    private const uint RememberedEach = 64;

    private const uint MaxRemembered = 8192;

    private readonly List<ListenerState> _states = [];
    private (ulong Sequence, int Flow, int Number)[] _places = [];

    /// <summary>The name of the room or of the member.</summary>
    public string Name { get; } = name;

    public byte[] NameBytes { get; } = Encoding.UTF8.GetBytes(name);

    public bool IsPrivate { get; } = isPrivate;

    /// <summary>
    /// True for a room whose messages may get other sequence numbers after a crash. Each listener
    /// then has a journal, and all journals are compared at the end.
    /// </summary>
    public bool HasJournals { get; init; }

    /// <summary>Number of flows to these recipients so far.</summary>
    public int Flows { get; private set; }

    /// <summary>Number of listeners that have to receive every message.</summary>
    public int Counted { get; private set; }

    public IReadOnlyList<ListenerState> States => _states;

    public int AddFlow() => Flows++;

    /// <summary>Adds a listener.</summary>
    /// <param name="listener">The listener.</param>
    /// <param name="isCounted">
    /// False when the listener may miss messages, because it joins late or does not read.
    /// </param>
    public ListenerState Add(Listener listener, bool isCounted = true)
    {
        ListenerState state = new ListenerState(this, listener, isCounted);
        _states.Add(state);
        listener.States.Add(state);
        Counted += isCounted ? 1 : 0;
        return state;
    }

    public void Remove(ListenerState state)
    {
        _states.Remove(state);
        state.Listener.States.Remove(state);
        Counted -= state.IsCounted ? 1 : 0;
    }

    /// <returns>The number of clients that have to receive a message of this sender.</returns>
    public int CountFor(Listener sender)
    {
        bool senderCounts = sender.StateIn(this) is { IsCounted: true };
        return Counted - (senderCounts && !sender.Echoes ? 1 : 0);
    }

    /// <returns>False when another message has had this sequence number in the room.</returns>
    public bool IsSamePlace(ulong sequence, int flow, int number)
    {
        if (_places.Length == 0)
        {
            uint wanted = Math.Min((uint)Flows * RememberedEach, MaxRemembered);
            _places = new (ulong, int, int)[BitOperations.RoundUpToPowerOf2(wanted)];
        }

        ref (ulong Sequence, int Flow, int Number) place =
            ref _places[sequence & (ulong)(_places.Length - 1)];
        if (place.Sequence == sequence)
        {
            return place.Flow == flow && place.Number == number;
        }

        if (place.Sequence < sequence)
        {
            place = (sequence, flow, number);
        }

        return true;
    }
}
