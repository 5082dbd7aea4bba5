using LoadTests.Breaking;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Verdicts;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>
/// Clients send through a proxy that breaks their connections, and the server crashes. All clients
/// have to show every message once, in the same order.
/// </summary>
internal sealed class BrokenLines : Scenario
{
    private BreakingProxy? _proxy;
    private ServerCrash? _crash;

    public override string Name => "broken-lines";

    public override string Describe(RunSettings settings) =>
        ScenarioSentences.BrokenLines(ResumingClients.SizeIn(settings));

    /// <summary>False, because the scenario measures no speed and kills its server.</summary>
    public override bool IsInTour => false;

    public override bool HasStore => true;

    public override RunSettings Adapt(RunSettings settings) => ResumingClients.Patient(settings);

    /// <summary>
    /// Each client has a connection to the proxy, and the proxy has one to the server. Both ends of
    /// the client's connection are in this process.
    /// </summary>
    public override int Connections(RunSettings settings) => 3 * settings.Clients;

    public override void SetUp(Stage stage)
    {
        _proxy = stage.Own(new BreakingProxy(stage.Swarm.Server, stage.Settings.Seed));
        ResumingClients.FillRooms(stage, Name, _proxy.Address);
        _crash = new ServerCrash(stage);
    }

    public override void EndArrivals(Stage stage) => _proxy!.IsCalm = false;

    public override void Tick(Stage stage, long nowTicks) => _crash!.Tick(nowTicks);

    /// <summary>
    /// Stops the faults, so that the last messages arrive over connections that work.
    /// </summary>
    public override bool Settle(Stage stage)
    {
        _proxy!.IsCalm = true;
        return _crash!.Settle();
    }

    public override double MessagesPerSecond(Stage stage) =>
        ResumingClients.RateOf(stage.Settings);

    /// <summary>
    /// The latency has no threshold, because it is the latency of broken connections.
    /// </summary>
    public override IEnumerable<Threshold> Thresholds(RunSettings settings) =>
        [Threshold.NoErrors, Threshold.FullReach];

    public override string? Remark(Stage stage, IReadOnlyList<SecondSample> series) =>
        ScenarioSentences.BreaksRemark(
            string.Join(", ", _proxy!.Faults.Select(static (count, kind) =>
                ScenarioSentences.Breaks($"{(LineFault)kind}".ToLowerInvariant(), count))),
            _crash!.Sessions,
            stage.Settings.Seed) + ScenarioSentences.AndCrash(_crash.Remark());
}
