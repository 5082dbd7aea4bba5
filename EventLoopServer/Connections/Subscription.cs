namespace EventLoopServer.Connections;

/// <summary>One connection's part in one feed.</summary>
internal sealed class Subscription(Connection connection, TurnFeed feed)
{
    public Connection Connection { get; } = connection;

    public TurnFeed Feed { get; } = feed;

    public int IndexInFeed { get; set; }

    /// <summary>
    /// In the turn in which it began: the turn. Later turns are got from their start.
    /// </summary>
    public long JoinEpoch { get; init; }

    /// <summary>In the turn in which it began: the first byte of the feed that is for it.</summary>
    public int JoinOffset { get; init; }
}
