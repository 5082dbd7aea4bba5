namespace UnitTests.Simulation.World;

/// <summary>
/// Random numbers for one step of one client. They depend only on the seed, the client and the
/// step, so removing another client or step does not change them.
/// </summary>
internal struct SeededRandom(int seed, int client, long step)
{
    private ulong _state =
        Mix(Mix(Mix((ulong)seed + 1) ^ (ulong)client * 0x9E3779B97F4A7C15) ^ (ulong)step);

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>A number from 0 up to, but not including, this one.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>True with this probability in a thousand.</summary>
    public bool Chance(int perMille) => Below(1000) < perMille;

    /// <summary>One of these values.</summary>
    public T Pick<T>(params ReadOnlySpan<T> of) => of[Below(of.Length)];

    /// <summary>
    /// The last step of SplitMix64: each bit of the input changes half of the output.
    /// </summary>
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
