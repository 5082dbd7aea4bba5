namespace LoadTests.Reporting.Results;

/// <summary>What became of hostile connections of one kind.</summary>
/// <param name="Kind">Such as "slow-text".</param>
/// <param name="Connections">How many there were, one after the other.</param>
/// <param name="Ends">How they ended, such as "TooLate" or "left", and how many did.</param>
internal sealed record HostileFigures(
    string Kind, long Connections, IReadOnlyDictionary<string, long> Ends)
{
    /// <summary>How many of them went to a room of honest people.</summary>
    public long InHonestRooms { get; init; }

    /// <summary>By the server's doing or their own; the others stayed until the run was over.
    /// </summary>
    public long Ended() => Ends.Values.Sum();

    /// <returns>Several runs as one.</returns>
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
