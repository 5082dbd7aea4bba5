using EventLoopServer.Feeds;
using EventLoopServer.Sessions.Rates;
using Protocol.Dialects;
using Protocol.Dialects.Catalog;

namespace EventLoopServer.Sessions.Delivery;

/// <summary>
/// The feeds of one room: one for each encoding that any member has ever used in it.
/// </summary>
internal sealed class RoomFeeds
{
    private readonly TurnFeed?[] _byEncoding = new TurnFeed?[DialectCatalog.Encodings];
    private Row[] _rows = [];

    public ReadOnlySpan<Row> Rows => _rows;

    /// <summary>The room's byte budget; null while the server has no limit of bytes.</summary>
    public ByteBudget? Budget { get; set; }

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

    /// <summary>A feed and the dialect that encodes its events.</summary>
    internal readonly record struct Row(IDialect Dialect, TurnFeed Feed)
    {
        /// <summary>True when the readers of the feed are legacy clients.</summary>
        public bool IsLegacy { get; } = Dialect.Prompting is not null;
    }
}
