using System.CommandLine;
using EventLoopServer.Sentences.Operators;
using LoadTests;
using LoadTests.Failures;
using LoadTests.Options;
using LoadTests.Reporting.Terminal;
using LoadTests.Scenarios;
using LoadTests.Sentences;

namespace UnitTests.Load;

/// <summary>The command line of the load tests.</summary>
internal sealed class LoadCommandTests
{
    private static readonly string[][] s_outOfRange =
    [
        ["--clients 0", Whole("--clients", "1 to 15000", "0")],
        ["--clients 15001", Whole("--clients", "1 to 15000", "15001")],
        ["--rate -1", Whole("--rate", "0 to 1000000", "-1")],
        ["--rate many", Whole("--rate", "0 to 1000000", "many")],
        ["--message-bytes 36", Whole("--message-bytes", "37 to 4096", "36")],
        ["--for 0s", Time("--for", "1ms to 366d", "0s")],
        ["--for soon", Time("--for", "1ms to 366d", "soon")],
        ["--warm-up x", Time("--warm-up", "0 to 366d", "x")],
        ["--p99 0", Time("--p99", "1ms to 366d", "0")],
        ["--objective 0", Time("--objective", "1ms to 366d", "0")],
        ["--counts 100 0", Whole("--counts", "1 to 15000", "0")],
        ["--counts few", Whole("--counts", "1 to 15000", "few")],
        ["--rounds 0", Whole("--rounds", "1 to 99", "0")],
        ["serve-threads --port 65536", Whole("--port", "0 to 65535", "65536")],
    ];

    [TestCase("")]
    [TestCase("--clients 15000 --rate 0 --for 10m --warm-up 0s")]
    [TestCase("--scenario echo --scenario soak")]
    [TestCase("--loop closed --dialect mixed --message-bytes 4096")]
    [TestCase("--compare --counts 100 1000 --rounds 1")]
    [TestCase("--ladder")]
    [TestCase("--ladder rate --objective 20ms --scenario three-rooms")]
    [TestCase("--target 127.0.0.1:5050 --runner builtin --reports none")]
    [TestCase("--smoke --scenario echo")]
    [TestCase("--scenario flood --limits on")]
    [TestCase("--scenario hostile --hostile floods --hostile http --seed 7 --rounds 1")]
    [TestCase("--scenario history --rounds 5")]
    [TestCase("--profile ramp --rate 200 --for 30s")]
    [TestCase("--profile 50:10s,50-500:30s,500:10s --scenario churn")]
    [TestCase("--license=KEY")]
    [TestCase("serve-threads --port 0 --silent")]
    public void Documented_options_are_accepted(string line) =>
        Assert.That(Errors(line), Is.Empty);

    [TestCaseSource(nameof(s_outOfRange))]
    [TestCase(
        "--compare --ladder",
        CommandLineSentences.ModesExclude)]
    [TestCase(
        "--compare --target 127.0.0.1:1",
        CommandLineSentences.CompareStartsServers)]
    [TestCase(
        "--compare --scenario echo", CommandLineSentences.CompareHasLoads)]
    [TestCase(
        "--compare --limits on",
        CommandLineSentences.LimitsNeedStartedServer)]
    [TestCase(
        "--target 127.0.0.1:1 --limits on",
        CommandLineSentences.LimitsNeedStartedServer)]
    [TestCase(
        "--ladder --profile ramp",
        CommandLineSentences.LoadsAreConstant)]
    [TestCase(
        "--profile 50:10s --rate 7",
        CommandLineSentences.PhasesHaveLoads)]
    [TestCase(
        "--profile ramps",
        "--profile takes " + CommandLineSentences.Profiles + ", not 'ramps'.")]
    [TestCase(
        "--ladder --scenario echo --scenario soak",
        CommandLineSentences.LadderUsesOneScenario)]
    public void Invalid_option_is_refused_with_a_sentence(string line, string sentence) =>
        Assert.That(Errors(line), Is.EqualTo(new[] { sentence }));

    [TestCase("--scenario nothing", "three-rooms")]
    [TestCase("--dialect klingon", "mixed")]
    [TestCase("--hostile nonsense", "slow-text")]
    [TestCase("--loop round", "closed")]
    [TestCase("--runner k6", "builtin")]
    [TestCase("--ladder height", "rate")]
    public void Unknown_choice_is_refused_with_the_choices(string line, string choice) =>
        Assert.That(Errors(line).Single(), Does.Contain(choice));

    [Test]
    public void Help_names_every_scenario()
    {
        Option scenario = new LoadCommand().Root.Options.First(static o => o.Name == "--scenario");
        foreach (string name in ScenarioCatalog.Names)
        {
            Assert.That(scenario.Description, Does.Contain(name));
        }
    }

    [Test]
    public void Help_shows_times_as_they_are_typed()
    {
        var help = new StringWriter();
        new LoadCommand().Root.Parse("--help").Invoke(
            new InvocationConfiguration { Output = help });
        Assert.That(help.ToString(), Does.Contain("[default: 5s]").And.Contain("[default: 50ms]"));
        Assert.That(help.ToString(), Does.Not.Contain("00:00"));
    }

    [Test]
    public void Unwritable_report_folder_is_refused_before_the_measurement()
    {
        string file = Path.GetTempFileName();
        try
        {
            string folder = Path.Combine(file, "reports");
            var output = new StringWriter();
            var options = new LoadOptions { Runner = "builtin", Reports = folder };
            var run = new LoadRun(
                options, LoadConsole.For(output), new CancellationToken(canceled: true));
            LoadTestException e = Assert.Throws<LoadTestException>(() => run.Run())!;
            Assert.That(e.Message, Is.EqualTo(CommandLineSentences.ReportsNotWritable(folder)));
            Assert.That(e.IsUsage, Is.True);
            Assert.That(output.ToString(), Is.Empty);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestCase("nowhere")]
    [TestCase("5050")]
    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.1:0")]
    [TestCase("127.0.0.1:65536")]
    [TestCase(":5050")]
    public void Target_without_host_or_port_is_refused_with_a_sentence(string target)
    {
        LoadTestException e = Assert.Throws<LoadTestException>(
            () => TargetAddress.Parse(target))!;
        Assert.That(e.Message, Is.EqualTo($"--target takes HOST:PORT, not '{target}'."));
        Assert.That(e.IsUsage, Is.True);
    }

    [TestCase("127.0.0.1:5050")]
    [TestCase("[::1]:5050")]
    public void Target_with_an_address_is_used_unchanged(string target) =>
        Assert.That(TargetAddress.Parse(target).ToString(), Is.EqualTo(target));

    private static string Whole(string option, string range, string value) =>
        $"{option}{OptionSentences.Takes(OptionSentences.Count(range), value)}";

    private static string Time(string option, string range, string value) =>
        $"{option}{OptionSentences.Takes(OptionSentences.Time(range, "5s"), value)}";

    private static IReadOnlyList<string> Errors(string line)
    {
        var command = new LoadCommand();
        return command.Check(command.Root.Parse(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }
}
