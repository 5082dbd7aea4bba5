using EventLoopServer.Buffers;

namespace EventLoopServer.Feeds;

/// <summary>One connection's part in one feed.</summary>
internal sealed class Subscription(OutputPlan plan, TurnFeed feed) : IIndexed
{
    public OutputPlan Plan { get; } = plan;

    public TurnFeed Feed { get; } = feed;

    /// <summary>Its place in the feed.</summary>
    public int Index { get; set; } = -1;

    /// <summary>The opening of the feed of which a part is not, or no longer, for it.</summary>
    public long Opening { get; set; } = -1;

    /// <summary>In that opening: the first byte that is for it.</summary>
    public int Offset { get; set; }
}
