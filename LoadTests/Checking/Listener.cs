namespace LoadTests.Checking;

/// <summary>Somebody who hears: where they sit.</summary>
internal sealed class Listener
{
    public List<ListenerState> States { get; } = new(1);

    /// <summary>As others are told who speaks; empty where that is not to be checked.</summary>
    public byte[] Name { get; init; } = [];

    /// <summary>True when what it says in a room comes back to itself.</summary>
    public bool Echoes { get; init; }

    /// <summary>True for who is part of the noise: what they hear is not judged.</summary>
    public bool IsIndifferent { get; set; }

    /// <param name="room">A room's name; empty: whichever room it is in.</param>
    public ListenerState? SeatIn(ReadOnlySpan<byte> room)
    {
        foreach (ListenerState state in States)
        {
            Recipients there = state.Recipients;
            if (!there.IsPrivate && (room.IsEmpty || room.SequenceEqual(there.NameBytes)))
            {
                return state;
            }
        }

        return null;
    }

    public ListenerState? SeatIn(Recipients recipients)
    {
        // Nobody sits in more than a few.
        foreach (ListenerState state in States)
        {
            if (state.Recipients == recipients)
            {
                return state;
            }
        }

        return null;
    }
}
