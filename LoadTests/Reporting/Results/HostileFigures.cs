namespace LoadTests.Reporting.Results;

/// <summary>The outcomes of hostile connections of one kind.</summary>
/// <param name="Kind">Such as "slow-text".</param>
/// <param name="Connections">The number of connections, including reconnections.</param>
/// <param name="Ends">The number of connections by outcome, such as "TooLate" or "left".</param>
internal sealed record HostileFigures(
    string Kind, long Connections, IReadOnlyDictionary<string, long> Ends)
{
    /// <summary>Connections that joined a room of the measured clients.</summary>
    public long InHonestRooms { get; init; }

    /// <summary>Connections that ended before the run did, closed by either side.</summary>
    public long Ended() => Ends.Values.Sum();

    /// <returns>The sum of several runs.</returns>
    public static IReadOnlyList<HostileFigures> Sum(IEnumerable<HostileFigures> all) =>
    [
        .. all.GroupBy(static f => f.Kind).Select(static kind => new HostileFigures(
            kind.Key,
            kind.Sum(static f => f.Connections),
            kind.SelectMany(static f => f.Ends)
                .GroupBy(static e => e.Key)
                .ToDictionary(static e => e.Key, static e => e.Sum(static n => n.Value)))
        {
            InHonestRooms = kind.Sum(static f => f.InHonestRooms),
        }),
    ];
}
