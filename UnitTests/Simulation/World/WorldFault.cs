using UnitTests.Simulation.World.Audit;

namespace UnitTests.Simulation.World;

/// <summary>An invariant did not hold.</summary>
internal sealed class WorldFault(Invariant invariant, string what)
    : Exception($"{invariant}: {what}")
{
    public Invariant Invariant { get; } = invariant;
}
