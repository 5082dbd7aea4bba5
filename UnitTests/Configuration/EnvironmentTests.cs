using EventLoopServer.Configuration;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;

namespace UnitTests.Configuration;

/// <summary>Options from environment variables.</summary>
internal sealed class EnvironmentTests
{
    private static readonly string[][] s_wrongVariables =
    [
        [
            "TCPCHAT_PORT",
            "65536",
            OptionSentences.Takes(OptionSentences.Count("0 to 65535"), "65536"),
        ],
        ["TCPCHAT_LAN", "maybe", OptionSentences.Takes(OptionSentences.Flag, "maybe")],
        [
            "TCPCHAT_PASSWORD_FILE",
            "./nowhere",
            $": {FileSentences.Unreadable("./nowhere")}",
        ],
    ];

    private static IEnumerable<OptionRow> Rows => new OptionSchema<ServerOptions>().Rows;

    [Test]
    public void Every_variable_is_named_after_its_option()
    {
        foreach (OptionRow row in Rows)
        {
            Assert.That(
                row.Variable, Is.EqualTo("TCPCHAT_" + row.Name[2..].ToUpper().Replace('-', '_')));
        }

        Assert.That(Rows.Select(static r => r.Variable), Is.Unique);
        Assert.That(Rows.Select(static r => r.Variable), Does.Contain("TCPCHAT_MAX_CLIENTS"));
    }

    [TestCase("TCPCHAT_MAX_CLIENTS", "7", "MaxClients = 7,")]
    [TestCase("TCPCHAT_RING", "2MiB", "RingBytes = 2097152,")]
    [TestCase("TCPCHAT_DRAIN", "1500ms", "DrainMs = 1500,")]
    [TestCase("TCPCHAT_LIMITS", "off", "LimitsOff = True,")]
    [TestCase("TCPCHAT_PARK", "never", "IsOff = True")]
    [TestCase("TCPCHAT_LAN", "true", "Lan = True")]
    [TestCase("TCPCHAT_LOG_LEVEL", "warning", "Level = Warning,")]
    public void Variable_sets_its_option(string variable, string value, string part)
    {
        Assert.That($"{Read(new() { [variable] = value })}", Does.Contain(part));
        Assert.That($"{Read([])}", Does.Not.Contain(part), "not the default");
    }

    [TestCase("127.0.0.1:1 [::1]:2")]
    [TestCase("127.0.0.1:1,[::1]:2")]
    [TestCase(" 127.0.0.1:1 , [::1]:2\n")]
    public void Values_of_a_list_are_separated_by_spaces_or_commas(string value) => Assert.That(
        Read(new() { ["TCPCHAT_LISTEN"] = value }).Listening.Addresses
            .Select(static a => $"{a.EndPoint}"),
        Is.EqualTo(new[] { "127.0.0.1:1", "[::1]:2" }));

    [Test]
    public void Command_line_overrides_each_variable_separately()
    {
        Dictionary<string, string> environment = new()
        {
            ["TCPCHAT_MAX_CLIENTS"] = "7",
            ["TCPCHAT_ROOMS"] = "8",
            ["TCPCHAT_LAN"] = "true",
        };
        ServerOptions read = Read(environment, "--max-clients", "9", "--lan", "false");
        Assert.That((read.MaxClients, read.Rooms), Is.EqualTo((9, 8)));
        Assert.That(read.Listening.Lan, Is.False);
    }

    [Test]
    public void Invalid_variable_is_ignored_if_the_command_line_sets_its_option() => Assert.That(
        Read(new() { ["TCPCHAT_PORT"] = "tcp://10.0.0.1:5050" }, "--port", "6000")
            .Listening.Port,
        Is.EqualTo(6000));

    [TestCase("TCPCHAT_ROOMS", "")]
    [TestCase("TCPCHAT_UNKNOWN", "")]
    [TestCase("ROOMS", "5")]
    [TestCase("tcpchat_rooms", "5", Description = "names of variables are case-sensitive")]
    [TestCase("TCPCHAT_PASSWORD", "of the client")]
    [TestCase("TCPCHAT_LOGIN_PASSWORD", "of the client")]
    [TestCase("TCPCHAT_SENDER", "of a command that the client starts")]
    [TestCase("TCPCHAT_CONFIG", "off")]
    [TestCase("TCPCHAT_SERVICE_HOST", "10.0.0.1")]
    [TestCase("TCPCHAT_SERVICE_PORT", "5050")]
    [TestCase("TCPCHAT_SERVICE_PORT_CHAT", "5050")]
    [TestCase("TCPCHAT_PORT_5050_TCP_ADDR", "10.0.0.1")]
    [TestCase("TCPCHAT_WEB_PORT", "tcp://10.0.0.1:80")]
    public void Variable_of_another_meaning_is_ignored(string variable, string value)
    {
        if (OperatingSystem.IsWindows() && variable == "tcpchat_rooms")
        {
            Assert.Ignore("Windows does not distinguish them.");
        }

        Assert.That(Read(new() { [variable] = value }), Is.EqualTo(new ServerOptions()));
    }

    [TestCase("TCPCHAT_MAX_CLENTS", "TCPCHAT_MAX_CLIENTS")]
    [TestCase("TCPCHAT_MAXCLIENTS", "TCPCHAT_MAX_CLIENTS")]
    [TestCase("TCPCHAT_MAX-CLIENTS", "TCPCHAT_MAX_CLIENTS")]
    [TestCase("TCPCHAT_OPERATOR_PASSWORD", "TCPCHAT_OPERATOR_PASSWORD_FILE")]
    [TestCase("TCPCHAT_SERVICE_HOSTS", null)]
    [TestCase("TCPCHAT_SOMETHING", null)]
    [TestCase("TCPCHAT_", null)]
    public void Unknown_variable_is_an_error_without_its_value(string variable, string? near) =>
        Assert.That(
            Faults(new() { [variable] = "hunter2" }),
            Is.EqualTo(new[]
            {
                near is null
                    ? OptionSentences.UnknownVariable(variable)
                    : OptionSentences.UnknownVariableDid(variable, near),
            }));

    [Test]
    public void Unknown_variable_is_shown_without_control_characters() => Assert.That(
        Faults(new() { ["TCPCHAT_\u001b[2J"] = "x" }),
        Is.EqualTo(new[] { OptionSentences.UnknownVariable("TCPCHAT_?[2J") }));

    [TestCaseSource(nameof(s_wrongVariables))]
    public void Invalid_variable_is_named_with_advice(
        string variable, string value, string sentence) => Assert.That(
        Faults(new() { [variable] = value }),
        Is.EqualTo(new[] { $"{variable}{sentence}{OptionSentences.CorrectVariable(variable)}" }));

    [Test]
    public void Errors_of_options_and_variables_are_reported_together()
    {
        List<string> faults = Faults(
            new() { ["TCPCHAT_RING"] = "1", ["TCPCHAT_LISTEN"] = "x y" }, "--port", "x");
        Assert.That(faults, Has.Count.EqualTo(4));
        Assert.That(faults[0], Does.StartWith("--port"));
        Assert.That(faults.Skip(1), Is.All.StartsWith("TCPCHAT_"));
    }

    [Test]
    public void Conflict_names_the_variables_that_cause_it()
    {
        Assert.That(
            Faults(new() { ["TCPCHAT_HOST"] = "127.0.0.1" }, "--lan").Single(),
            Is.EqualTo(OptionSentences.LanWithHost
                + OptionSentences.SetByVariable("--host", "TCPCHAT_HOST")));
        Assert.That(
            Faults(new() { ["TCPCHAT_LOG_LEVEL"] = "none", ["TCPCHAT_STATS"] = "5s" }).Single(),
            Is.EqualTo(OptionSentences.StatsHidden
                + OptionSentences.SetByVariable("--log-level", "TCPCHAT_LOG_LEVEL")
                + OptionSentences.SetByVariable("--stats", "TCPCHAT_STATS")));
    }

    [Test]
    public void Options_set_by_the_environment_are_listed_without_secrets()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "open sesame\n");
            var commandLine = new ServerCommandLine(new Dictionary<string, string>
            {
                ["TCPCHAT_ROOMS"] = "8",
                ["TCPCHAT_STATS"] = "5s",
                ["TCPCHAT_PASSWORD_FILE"] = file,
            });
            Assert.That(
                commandLine.DescribeEnvironment(commandLine.Root.Parse(["--stats", "6s"])),
                Is.EqualTo("TCPCHAT_ROOMS=8 TCPCHAT_PASSWORD_FILE=(not shown)"));
            Assert.That(
                $"{commandLine.Read(commandLine.Root.Parse([]))}",
                Does.Not.Contain("open sesame"),
                "no mistake with a log shows a password");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void Password_file_deleted_after_the_check_still_protects_the_server()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "open sesame\n");
        var commandLine = new ServerCommandLine(new Dictionary<string, string>
        {
            ["TCPCHAT_PASSWORD_FILE"] = file,
        });
        var parsed = commandLine.Root.Parse([]);
        Assert.That(commandLine.Check(parsed), Is.Empty);
        File.Delete(file);
        Assert.That(commandLine.Read(parsed).Access.Entry, Is.Not.Null);
    }

    private static ServerOptions Read(Dictionary<string, string> environment, params string[] args)
    {
        var commandLine = new ServerCommandLine(environment);
        var parsed = commandLine.Root.Parse(args);
        Assert.That(commandLine.Check(parsed), Is.Empty);
        return commandLine.Read(parsed);
    }

    private static List<string> Faults(Dictionary<string, string> environment, params string[] args)
    {
        var commandLine = new ServerCommandLine(environment);
        return [.. commandLine.Check(commandLine.Root.Parse(args))];
    }
}
