using EventLoopServer.Buffers;

namespace EventLoopServer.Feeds;

/// <summary>One connection's subscription to one feed.</summary>
internal sealed class Subscription(OutputPlan plan, TurnFeed feed) : IIndexed
{
    public OutputPlan Plan { get; } = plan;

    public TurnFeed Feed { get; } = feed;

    /// <summary>The index of the subscription in the feed.</summary>
    public int Index { get; set; } = -1;

    /// <summary>
    /// The <see cref="TurnFeed.Opening"/> of the buffer to which <see cref="Offset"/> applies.
    /// </summary>
    public long Opening { get; set; } = -1;

    /// <summary>
    /// The first byte of that buffer that the connection gets. It does not get the bytes before
    /// this one, or has been sent them already.
    /// </summary>
    public int Offset { get; set; }
}
