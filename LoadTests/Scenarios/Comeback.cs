using LoadTests.Breaking;
using LoadTests.Checking;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Scenarios;

/// <summary>All clients continue their sessions at once, after a crash of the server.</summary>
internal sealed class Comeback : Scenario
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private ServerCrash? _crash;
    private bool _isLate;

    public override string Name => "comeback";

    public override string Describe(RunSettings settings) => ScenarioSentences.Comeback(
        settings.Clients, ResumingClients.SizeIn(settings), s_limit.TotalSeconds);

    /// <summary>The scenario kills its server, so it is not part of the tour.</summary>
    public override bool IsInTour => false;

    public override bool HasStore => true;

    public override RunSettings Adapt(RunSettings settings) => ResumingClients.Patient(settings);

    public override void SetUp(Stage stage)
    {
        ResumingClients.FillRooms(stage, Name, stage.Swarm.Server);
        _crash = new ServerCrash(stage);
    }

    public override void Tick(Stage stage, long nowTicks) => _crash!.Tick(nowTicks);

    public override bool Settle(Stage stage)
    {
        if (!_crash!.Settle())
        {
            return false;
        }

        if (!_isLate && _crash.Comeback > s_limit)
        {
            _isLate = true;
            stage.Checker.Count(ErrorKind.Delay, ErrorSentences.Late(s_limit.TotalSeconds));
        }

        return true;
    }

    public override double MessagesPerSecond(Stage stage) =>
        ResumingClients.RateOf(stage.Settings);

    public override string? Remark(Stage stage, IReadOnlyList<SecondSample> series) =>
        _crash!.Remark();
}
