using EventLoopServer.Feeds;
using EventLoopServer.Sessions.Rates;
using Protocol.Dialects;
using Protocol.Dialects.Catalog;

namespace EventLoopServer.Sessions.Delivery;

/// <summary>One room's feeds: one for each encoding that somebody in it has ever used.</summary>
internal sealed class RoomFeeds(ByteBudget? budget)
{
    private readonly TurnFeed?[] _byEncoding = new TurnFeed?[DialectCatalog.Encodings];
    private Row[] _rows = [];

    public ReadOnlySpan<Row> Rows => _rows;

    /// <summary>What may be sent to the room; null when there is no limit.</summary>
    public ByteBudget? Budget { get; } = budget;

    public TurnFeed? Find(int encoding) => _byEncoding[encoding];

    public TurnFeed FindOrMake(int encoding, IDialect dialect)
    {
        if (_byEncoding[encoding] is { } feed)
        {
            return feed;
        }

        feed = new TurnFeed();
        _byEncoding[encoding] = feed;
        _rows = [.. _rows, new Row(dialect, feed)];
        return feed;
    }

    /// <summary>A feed and the dialect that writes it.</summary>
    internal readonly record struct Row(IDialect Dialect, TurnFeed Feed)
    {
        /// <summary>Its readers are clients of older programs.</summary>
        public bool IsLegacy { get; } = Dialect.Prompting is not null;
    }
}
