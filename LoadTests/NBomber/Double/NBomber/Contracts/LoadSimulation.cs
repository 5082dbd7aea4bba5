using NBomber.Engine;

namespace NBomber.Contracts;

/// <summary>A load and its duration.</summary>
public abstract class LoadSimulation
{
    internal LoadSimulation(LoadSegment segment) => Segment = segment;

    internal LoadSegment Segment { get; }
}
