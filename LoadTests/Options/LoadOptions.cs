using System.Net;
using EventLoopServer.Configuration.Schema;
using LoadTests.Profiles;
using LoadTests.Scenarios;
using LoadTests.Sentences;
using LoadTests.Staging;

namespace LoadTests.Options;

/// <summary>The options of the program.</summary>
internal sealed record LoadOptions : IOptionRecord
{
    private const string DefaultReports = "reports";

    /// <summary>Names of scenarios. Empty: all scenarios of the tour.</summary>
    [Option(
        "--scenario",
        "Run only this scenario; can be repeated",
        Type = typeof(ScenarioNameType),
        Default = "all but hostile, history, broken-lines, comeback and soak")]
    public IReadOnlyList<string> Scenarios { get; init; } = [];

    /// <summary>Read before the command line: see <see cref="ConfigFile"/>.</summary>
    [Option(
        ConfigFile.Option,
        "JSON file with options by name, such as { \"clients\": 100 }; the command line overrides "
        + "it",
        ValueName = "FILE")]
    public string? Config { get; init; }

    [OptionGroup("Load")]
    public RunSettings Settings { get; init; } = new();

    /// <summary>The address of a running server; null: each scenario starts one.</summary>
    [Option(
        "--target",
        "Test the running server at this address",
        Type = typeof(TargetType),
        Default = "each scenario starts a server")]
    public IPEndPoint? Target { get; init; }

    /// <summary>
    /// True when a started server has rate limits and deadlines. The limits for one address are
    /// lifted, because all clients have the same address.
    /// </summary>
    [Option(
        "--limits",
        "on: the servers that scenarios start have rate limits and deadlines",
        Words = ["off", "on"])]
    public bool HasLimits { get; init; }

    [Option(
        "--runner",
        "The program that runs the scenarios; auto: NBomber if NuGet had it at build time, "
        + "otherwise builtin. The first line of the output names the runner and the reason",
        Words = ["auto", "builtin", "nbomber"])]
    public string Runner { get; init; } = "auto";

    /// <summary>The licence key of NBomber, or the path of a file that contains it.</summary>
    [Option(
        "--license",
        "Licence key of NBomber, which organisations need, or a file that contains it; "
        + "see LoadTests/NBomber/README.md")]
    public string? License { get; init; }

    /// <summary>
    /// The folder for the reports, each in a folder of its own; null: no reports.
    /// </summary>
    [Option(
        "--reports",
        "Folder for reports; none: no reports",
        Type = typeof(ReportFolderType))]
    public string? Reports { get; init; } = DefaultReports;

    [Option(
        "--smoke",
        "Run all scenarios briefly with 20 clients; reports only with --reports FOLDER")]
    public bool IsSmoke { get; init; }

    [Option("--micro", "Run the micro-benchmarks: one turn of the loop, with sockets in memory")]
    public bool IsMicro { get; init; }

    [Option("--compare", "Compare the reactor with a thread per client under the same loads")]
    public bool Compares { get; init; }

    /// <summary>Client counts of a comparison.</summary>
    [Option(
        "--counts",
        "Numbers of clients for --compare",
        Min = 1,
        Max = RunSettings.MaxClients,
        TakesManyValues = true)]
    public IReadOnlyList<int> Counts { get; init; } = [100, 1000, 5000];

    [Option("--rounds", "Rounds of --compare, hostile and history", Min = 1, Max = 99)]
    public int Rounds { get; init; } = 3;

    /// <summary>The load that a ladder increases, clients or rate; null: no ladder.</summary>
    [Option(
        "--ladder",
        "Increase this load until the objective fails; without a value: clients",
        Words = ["clients", "rate"],
        ValueIfBare = "clients")]
    public string? Ladder { get; init; }

    /// <summary>The limit of p99 for a ladder.</summary>
    [Option(
        "--objective", "The limit of p99 for --ladder", Unit = OptionUnit.Seconds, Min = 1)]
    public TimeSpan Objective { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The command line, in a form that can be run again.</summary>
    public string? Command { get; init; }

    /// <summary>Unknown options, which may be options of NBomber.</summary>
    public IReadOnlyList<string> Rest { get; init; } = [];

    /// <summary>
    /// The same options for a short run that checks that everything works.
    /// </summary>
    public LoadOptions AsSmoke() => this with
    {
        Scenarios = Scenarios.Count > 0 ? Scenarios : ScenarioCatalog.Names,
        Reports = Reports == DefaultReports ? null : Reports,
        Rounds = 1,
        Settings = Settings.AsSmoke(),
    };

    /// <summary>Errors for options that contradict each other.</summary>
    public IEnumerable<string> Conflicts()
    {
        if (new[] { Compares, Ladder is not null, IsSmoke, IsMicro }.Count(static b => b) > 1)
        {
            yield return CommandLineSentences.ModesExclude;
        }

        if (Compares && Target is not null)
        {
            yield return CommandLineSentences.CompareStartsServers;
        }

        bool isShaped = Settings.Profile != LoadShape.Constant;
        if (isShaped && (Compares || Ladder is not null))
        {
            yield return CommandLineSentences.LoadsAreConstant;
        }

        var defaults = new RunSettings();
        if (Settings.Profile.Duration is not null
            && (Settings.Rate > 0 || Settings.Duration != defaults.Duration))
        {
            yield return CommandLineSentences.PhasesHaveLoads;
        }

        if (HasLimits && (Compares || Target is not null))
        {
            yield return CommandLineSentences.LimitsNeedStartedServer;
        }

        if (Compares && Scenarios.Count > 0)
        {
            yield return CommandLineSentences.CompareHasLoads;
        }

        if (Ladder is not null && Scenarios.Count > 1)
        {
            yield return CommandLineSentences.LadderUsesOneScenario;
        }
    }
}
