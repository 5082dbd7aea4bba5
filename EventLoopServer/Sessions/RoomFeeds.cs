using EventLoopServer.Connections;
using Protocol.Dialects;

namespace EventLoopServer.Sessions;

/// <summary>One room's feeds: one for each encoding that somebody in it has ever used.</summary>
internal sealed class RoomFeeds
{
    private readonly TurnFeed?[] _byEncoding = new TurnFeed?[DialectCatalog.MaxEncodings];
    private Row[] _rows = [];

    public ReadOnlySpan<Row> Rows => _rows;

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
    internal readonly record struct Row(IDialect Dialect, TurnFeed Feed);
}
