using System.Net;
using EventLoopServer.Configuration.Schema;
using LoadTests.Profiles;
using LoadTests.Scenarios;
using LoadTests.Staging;

namespace LoadTests.Options;

/// <summary>What a person has asked for.</summary>
internal sealed record LoadOptions
{
    private const string DefaultReports = "reports";

    /// <summary>Names of scenarios; none: the tour.</summary>
    [Option(
        "--scenario",
        "Run this one alone; may be given several times",
        Type = typeof(ScenarioNameType),
        Default = "all but hostile and soak")]
    public IReadOnlyList<string> Scenarios { get; init; } = [];

    /// <summary>Read before the command line is: see <see cref="ConfigFile"/>.</summary>
    [Option(
        ConfigFile.Option,
        "JSON file with options under their names, such as { \"clients\": 100 }; what is typed "
        + "besides comes first",
        ValueName = "FILE")]
    public string? Config { get; init; }

    [OptionGroup("Load")]
    public RunSettings Settings { get; init; } = new();

    /// <summary>A server that runs already; null: one is started for each scenario.</summary>
    [Option(
        "--target",
        "Test the server that runs at this address",
        Type = typeof(TargetType),
        Default = "a server of its own")]
    public IPEndPoint? Target { get; init; }

    /// <summary>
    /// A server that is started keeps its rates and deadlines. What one address may have is lifted:
    /// all clients have the same.
    /// </summary>
    [Option(
        "--limits",
        "on: a server that is started slows down and closes clients that send too fast",
        Words = ["off", "on"])]
    public bool HasLimits { get; init; }

    [Option(
        "--runner",
        "What runs the scenarios; auto: NBomber where NuGet had it when this was built, otherwise "
        + "builtin. The first line of the output has the runner and the reason",
        Words = ["auto", "builtin", "nbomber"])]
    public string Runner { get; init; } = "auto";

    /// <summary>NBomber's licence key, or the path of a file that contains it.</summary>
    [Option(
        "--license",
        "NBomber's licence key, which organisations need, or a file that contains it; "
        + "LoadTests/NBomber/README.md is the page about NBomber")]
    public string? License { get; init; }

    /// <summary>Where reports go, a folder each; null: nowhere.</summary>
    [Option(
        "--reports",
        "Folder for the reports; 'none' writes none",
        Type = typeof(ReportFolderType))]
    public string? Reports { get; init; } = DefaultReports;

    [Option(
        "--smoke",
        "All scenarios with 20 clients for a moment each; a report only with --reports FOLDER")]
    public bool IsSmoke { get; init; }

    [Option("--micro", "The micro-benchmarks: one turn of the loop over a transport in memory")]
    public bool IsMicro { get; init; }

    [Option("--compare", "The reactor against a thread for each client, on the same loads in turn")]
    public bool Compares { get; init; }

    /// <summary>Client counts of a comparison.</summary>
    [Option(
        "--counts",
        "Numbers of clients of a comparison",
        Min = 1,
        Max = RunSettings.MostClients,
        TakesManyValues = true)]
    public IReadOnlyList<int> Counts { get; init; } = [100, 1000, 5000];

    [Option("--rounds", "Rounds of a comparison and of hostile", Min = 1, Max = 99)]
    public int Rounds { get; init; } = 3;

    /// <summary>What a ladder grows, clients or rate; null: no ladder.</summary>
    [Option(
        "--ladder",
        "Grow this until the objective breaks; alone: clients",
        Words = ["clients", "rate"],
        ValueIfBare = "clients")]
    public string? Ladder { get; init; }

    /// <summary>What p99 may be on a ladder.</summary>
    [Option(
        "--objective", "The p99 that a ladder has to keep", Unit = OptionUnit.Seconds, Min = 1)]
    public TimeSpan Objective { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The command line as it can be typed again.</summary>
    public string? Command { get; init; }

    /// <summary>What the command line does not know: for NBomber.</summary>
    public IReadOnlyList<string> Rest { get; init; } = [];

    /// <summary>
    /// The same for a look whether everything works, in less time than a test run takes.
    /// </summary>
    public LoadOptions AsSmoke() => this with
    {
        Scenarios = Scenarios.Count > 0 ? Scenarios : ScenarioCatalog.Names,
        Reports = Reports == DefaultReports ? null : Reports,
        Rounds = 1,
        Settings = Settings.AsSmoke(),
    };

    /// <summary>What would otherwise be left out without a word.</summary>
    public IEnumerable<string> Conflicts()
    {
        if (new[] { Compares, Ladder is not null, IsSmoke, IsMicro }.Count(static b => b) > 1)
        {
            yield return "--compare, --ladder, --smoke and --micro are runs of their own.";
        }

        if (Compares && Target is not null)
        {
            yield return "--compare starts both of its servers itself: leave --target out.";
        }

        bool isShaped = Settings.Profile != LoadShape.Constant;
        if (isShaped && (Compares || Ladder is not null))
        {
            yield return "--compare and --ladder measure at constant loads: leave --profile out.";
        }

        var defaults = new RunSettings();
        if (Settings.Profile.Duration is not null
            && (Settings.Rate > 0 || Settings.Duration != defaults.Duration))
        {
            yield return "--profile has loads and times of its own here: leave --rate and --for "
                + "out.";
        }

        if (HasLimits && (Compares || Target is not null))
        {
            yield return "--limits is for a server that is started for scenarios.";
        }

        if (Compares && Scenarios.Count > 0)
        {
            yield return "--compare has loads of its own: leave --scenario out.";
        }

        if (Ladder is not null && Scenarios.Count > 1)
        {
            yield return "--ladder climbs with one --scenario.";
        }
    }
}
