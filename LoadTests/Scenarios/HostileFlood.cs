using LoadTests.Checking;
using LoadTests.Hostile;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Verdicts;
using LoadTests.Sentences;
using LoadTests.Staging;
using Protocol.Dialects.Catalog;

namespace LoadTests.Scenarios;

/// <summary>Measured clients, and twice as many hostile connections on the same server.</summary>
/// <param name="hasHostile">False for the control run.</param>
internal sealed class HostileFlood(bool hasHostile = true) : Scenario
{
    /// <summary>The highest number of hostile connections at the same time.</summary>
    public const int MaxHostile = 200;

    /// <summary>Messages per second of each measured client: half of the rate limit.</summary>
    private const double RateEach = 5;

    private HostileCrowd? _crowd;
    private bool _isOver;

    public override string Name => "hostile";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.Hostile(
            ManyRooms.SizeIn(settings), HostileOf(settings), settings.Hostile.Count);

    /// <summary>
    /// False, because a p99 needs several rounds, and three rounds take half as long as the rest of
    /// the tour.
    /// </summary>
    public override bool IsInTour => false;

    public override bool KeepsLimits => true;

    public override Scenario? Without =>
        hasHostile ? new HostileFlood(hasHostile: false) : null;

    /// <summary>
    /// Arguments for deadlines of one or two seconds, which pass within a run, for TLS, and for the
    /// ports of legacy clients.
    /// </summary>
    public override IReadOnlyList<string> ServerArguments { get; } =
    [
        "--tls",
        .. DialectCatalog.Compatible.SelectMany(
            static set => new[] { "--listen", $"{set.Name}://127.0.0.1:0" }),
        "--person-time", "2", "--program-time", "1", "--flood-after", "2",
        "--slow-after", "2", "--stalled-after", "2",
    ];

    public override IReadOnlyList<HostileFigures> Hostile => _crowd?.Figures() ?? [];

    public override int Connections(RunSettings settings) =>
        settings.Clients + HostileOf(settings);

    public override void SetUp(Stage stage)
    {
        List<Recipients> rooms = ManyRooms.FillRooms(stage, stage.Settings.Clients);
        if (hasHostile)
        {
            stage.Checker.IgnoredPrefix = HostileCatalog.NamePrefix.ToArray();
            RunSettings settings = stage.Settings;
            _crowd = new HostileCrowd(
                stage.Swarm.Server,
                stage.LegacyAddresses,
                [.. rooms.Select(static r => r.NameBytes)],
                settings.Hostile,
                HostileOf(settings),
                settings.Seed);
        }
    }

    public override void Tick(Stage stage, long nowTicks)
    {
        if (!_isOver)
        {
            _crowd?.Start();
        }
    }

    public override bool Settle(Stage stage)
    {
        _isOver = true;
        _crowd?.Stop();
        return true;
    }

    public override double MessagesPerSecond(Stage stage) => stage.Settings.Rate > 0
        ? stage.Settings.Rate
        : Math.Min(RateEach * stage.Settings.Clients, base.MessagesPerSecond(stage));

    public override IEnumerable<Threshold> Thresholds(RunSettings settings) => hasHostile
        ? [.. base.Thresholds(settings), Threshold.AllHostileConnected]
        : base.Thresholds(settings);

    public override string? Remark(Stage stage, IReadOnlyList<SecondSample> series) =>
        _crowd is null
            ? null
            : ScenarioSentences.HostileRemark(
                _crowd.Connections,
                stage.Settings.Seed,
                Figures.Count(stage.Checker.IgnoredMessages));

    private static int HostileOf(RunSettings settings) =>
        Math.Min(2 * settings.Clients, MaxHostile);
}
