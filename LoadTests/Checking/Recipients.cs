using System.Numerics;
using System.Text;

namespace LoadTests.Checking;

/// <summary>Those for whom a flow is: the people in a room, or one person.</summary>
internal sealed class Recipients(string name, bool isPrivate = false)
{
    /// <summary>
    /// Messages of a room whose place is remembered, for each who speaks there: more than are on
    /// their way while a server keeps up. What is older is not compared any more.
    /// </summary>
    private const uint RememberedEach = 64;

    private const uint MostRemembered = 8192;

    private readonly List<ListenerState> _states = [];
    private (ulong Sequence, int Flow, int Number)[] _places = [];

    /// <summary>The room's or the person's name.</summary>
    public string Name { get; } = name;

    public byte[] NameBytes { get; } = Encoding.UTF8.GetBytes(name);

    public bool IsPrivate { get; } = isPrivate;

    /// <summary>Flows to it so far.</summary>
    public int Flows { get; private set; }

    /// <summary>Those who have to get every message.</summary>
    public int Counted { get; private set; }

    public IReadOnlyList<ListenerState> States => _states;

    public int AddFlow() => Flows++;

    /// <summary>Puts somebody among those who hear.</summary>
    /// <param name="listener">Whom.</param>
    /// <param name="isCounted">False for who may miss things: who came late, or does not read.
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

    /// <returns>How many have to get what this one says.</returns>
    public int CountFor(Listener speaker)
    {
        bool speakerCounts = speaker.SeatIn(this) is { IsCounted: true };
        return Counted - (speakerCounts && !speaker.Echoes ? 1 : 0);
    }

    /// <returns>False when others saw another message at this place of the room.</returns>
    public bool IsSamePlace(ulong sequence, int flow, int number)
    {
        if (_places.Length == 0)
        {
            uint wanted = Math.Min((uint)Flows * RememberedEach, MostRemembered);
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
