namespace LoadTests.Checking;

/// <summary>Somebody who hears: where they sit.</summary>
internal sealed class Ear
{
    public List<Seat> Seats { get; } = new(1);

    /// <summary>As others are told who speaks; empty where that is not to be checked.</summary>
    public byte[] Name { get; init; } = [];

    /// <summary>True when what it says in a room comes back to itself.</summary>
    public bool Echoes { get; init; }

    /// <summary>True for who is part of the noise: what they hear is not judged.</summary>
    public bool IsIndifferent { get; set; }

    /// <param name="room">A room's name; empty: whichever room it is in.</param>
    public Seat? SeatIn(ReadOnlySpan<byte> room)
    {
        foreach (Seat seat in Seats)
        {
            Audience there = seat.Audience;
            if (!there.IsPrivate && (room.IsEmpty || room.SequenceEqual(there.NameBytes)))
            {
                return seat;
            }
        }

        return null;
    }

    public Seat? SeatIn(Audience audience)
    {
        // Nobody sits in more than a few.
        foreach (Seat seat in Seats)
        {
            if (seat.Audience == audience)
            {
                return seat;
            }
        }

        return null;
    }
}
