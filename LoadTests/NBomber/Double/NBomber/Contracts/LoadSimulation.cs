using NBomber.Engine;

namespace NBomber.Contracts;

/// <summary>How much load for how long.</summary>
public abstract class LoadSimulation
{
    internal LoadSimulation(LoadSegment segment) => Segment = segment;

    internal LoadSegment Segment { get; }
}
