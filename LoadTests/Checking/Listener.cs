namespace LoadTests.Checking;

/// <summary>A client from the checker's point of view, with its state in each room.</summary>
internal sealed class Listener
{
    public List<ListenerState> States { get; } = new(1);

    /// <summary>The sender's name in its messages; empty when it is not checked.</summary>
    public byte[] Name { get; init; } = [];

    /// <summary>True when its client receives its own messages in a room.</summary>
    public bool Echoes { get; init; }

    /// <summary>True for background load: what this client receives is not checked.</summary>
    public bool IgnoresMessages { get; set; }

    /// <param name="room">The name of a room; empty: the first room that it is in.</param>
    public ListenerState? StateIn(ReadOnlySpan<byte> room)
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

    public ListenerState? StateIn(Recipients recipients)
    {
        // A linear search, because a listener has only a few states.
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
