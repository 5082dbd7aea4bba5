namespace UnitTests.Simulation.World.Faulty;

/// <summary>A sequencer that sometimes applies an event twice or never.</summary>
internal sealed class WrongTimes(int seed, int times) : SimSequencer(seed)
{
    protected override int Times(Random random) => random.Next(50) == 0 ? times : 1;
}
