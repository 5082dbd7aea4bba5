using EventLoopServer.Buffers;

namespace EventLoopServer.Feeds;

/// <summary>One connection's subscription to one feed.</summary>
internal sealed class Subscription(OutputPlan plan, TurnFeed feed) : IIndexed
{
    public OutputPlan Plan { get; } = plan;

    public TurnFeed Feed { get; } = feed;

    /// <summary>Its index in the feed.</summary>
    public int Index { get; set; } = -1;

    /// <summary>The opening of the feed to which <see cref="Offset"/> applies.</summary>
    public long Opening { get; set; } = -1;

    /// <summary>
    /// The first byte of that opening that is for it. The bytes before it are not, or not any more.
    /// </summary>
    public int Offset { get; set; }
}
