using System.Text.RegularExpressions;
using EventLoopServer.Configuration;
using EventLoopServer.Configuration.Files;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;

namespace UnitTests.Configuration.Files;

/// <summary>Options from a configuration file, and what overrides them.</summary>
internal sealed class ConfigurationFileTests
{
    private string _folder = "";

    private string FileName => Path.Combine(_folder, "tcpchat.toml");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("max-clients = 7", "MaxClients = 7,")]
    [TestCase("ring = \"2MiB\"", "RingBytes = 2097152,")]
    [TestCase("ring = 2_097_152", "RingBytes = 2097152,")]
    [TestCase("drain = \"1500ms\"", "DrainMs = 1500,")]
    [TestCase("drain = 2", "DrainMs = 2000,")]
    [TestCase("limits = \"off\"", "LimitsOff = True,")]
    [TestCase("park = 'never'", "IsOff = True")]
    [TestCase("lan = true", "Lan = True")]
    [TestCase("log-level = \"warning\"", "Level = Warning,")]
    public void File_sets_an_option(string text, string part)
    {
        Assert.That($"{Read(text)}", Does.Contain(part));
        Assert.That($"{Read("")}", Does.Not.Contain(part), "not the default");
    }

    [Test]
    public void File_sets_a_list() => Assert.That(
        Read("listen = [\n  \"127.0.0.1:1\",\n  '[::1]:2',\n]").Listening.Addresses
            .Select(static a => $"{a.EndPoint}"),
        Is.EqualTo(new[] { "127.0.0.1:1", "[::1]:2" }));

    [Test]
    public void Command_line_overrides_the_environment_which_overrides_the_file()
    {
        File.WriteAllText(FileName, "max-clients = 1\nrooms = 2\nhistory = 3\nlan = true\n");
        ServerCommandLine commandLine = New(("TCPCHAT_ROOMS", "20"), ("TCPCHAT_HISTORY", "30"));
        var parsed = commandLine.Root.Parse(["--history", "300", "--lan", "false"]);
        Assert.That(commandLine.Check(parsed), Is.Empty);
        ServerOptions read = commandLine.Read(parsed);
        Assert.That(
            (read.MaxClients, read.Rooms, read.HistoryLines, read.Listening.Lan),
            Is.EqualTo((1, 20, 300, false)));
        Assert.That(commandLine.FileOf(parsed), Is.EqualTo(FileName));
    }

    [Test]
    public void Named_file_replaces_the_default_one()
    {
        string other = Path.Combine(_folder, "other.toml");
        File.WriteAllText(FileName, "rooms = 2");
        File.WriteAllText(other, "history = 3");
        ServerCommandLine byVariable = New((ConfigurationFile.Variable, other));
        var none = byVariable.Root.Parse([]);
        Assert.That(byVariable.FileOf(none), Is.EqualTo(other));
        Assert.That(byVariable.Read(none).Rooms, Is.EqualTo(new ServerOptions().Rooms));
        Assert.That(byVariable.Read(none).HistoryLines, Is.EqualTo(3));
        var named = byVariable.Root.Parse(["--config", FileName]);
        Assert.That(byVariable.FileOf(named), Is.EqualTo(FileName));
        Assert.That(byVariable.FileOf(byVariable.Root.Parse(["--config", "off"])), Is.Null);
    }

    [Test]
    public void First_default_file_that_exists_is_read()
    {
        var commandLine = new ServerCommandLine(
            defaultFiles: [Path.Combine(_folder, "none.toml"), FileName]);
        var parsed = commandLine.Root.Parse([]);
        Assert.That(commandLine.FileOf(parsed), Is.Null);
        File.WriteAllText(FileName, "");
        Assert.That(commandLine.FileOf(commandLine.Root.Parse([])), Is.EqualTo(FileName));
    }

    [Test]
    public void Missing_named_file_is_a_fault()
    {
        var commandLine = new ServerCommandLine();
        Assert.That(
            commandLine.Check(commandLine.Root.Parse(["--config", FileName])),
            Is.EqualTo(new[] { FileSentences.Unreadable(FileName) }));
    }

    [Test]
    public void File_must_be_UTF_8()
    {
        File.WriteAllBytes(FileName, [0xFF, 0xFE, (byte)'a', 0]);
        Assert.That(
            Faults(),
            Is.EqualTo(new[]
            {
                ConfigurationSentences.Of(FileName, ConfigurationSentences.NotUtf8),
            }));
        File.WriteAllBytes(FileName, [.. "\uFEFFrooms = 2\r\n"u8]);
        Assert.That(Faults(), Is.Empty, "a byte order mark and line ends of Windows");
    }

    [Test]
    public void Faults_of_all_sources_are_reported_together()
    {
        File.WriteAllText(FileName, "rooms = true");
        ServerCommandLine commandLine = New(("TCPCHAT_RING", "1"));
        string all = string.Join(
            '\n', commandLine.Check(commandLine.Root.Parse(["--port", "x"])));
        Assert.That(all, Does.Contain("--port").And.Contain("TCPCHAT_RING").And.Contain(
            $"{FileName}:1:9: rooms"));
    }

    [Test]
    public void Conflict_names_the_line_of_the_file()
    {
        File.WriteAllText(FileName, "\nhost = \"127.0.0.1\"\n");
        Assert.That(
            Faults("--lan"),
            Is.EqualTo(new[]
            {
                OptionSentences.LanWithHost
                    + ConfigurationSentences.SetInFile("--host", FileName, 2),
            }));
    }

    [Test]
    public void Template_changes_nothing_and_lists_every_option()
    {
        string template = new ServerCommandLine().Template;
        Assert.That(Read(template), Is.EqualTo(new ServerOptions()));
        foreach (OptionRow row in new OptionSchema<ServerOptions>().Rows)
        {
            Assert.That(template, Does.Contain($"\n#{row.Key} = "));
        }
    }

    [Test]
    public void Template_without_its_comments_gives_the_defaults()
    {
        IReadOnlyList<OptionRow> rows = new OptionSchema<ServerOptions>().Rows;
        string[] placeholders =
            [.. rows.Where(static r => r.DefaultInFile is null).Select(static r => r.Key)];
        string[] lines =
        [
            .. new ServerCommandLine().Template.Split('\n')
                .Where(static l => Regex.IsMatch(l, "^#[a-z]"))
                .Select(static l => l[1..])
                .Where(l => !placeholders.Contains(l.Split(' ')[0])),
        ];
        Assert.That(lines, Has.Length.GreaterThan(40));
        Assert.That($"{Read(string.Join('\n', lines))}", Is.EqualTo($"{new ServerOptions()}"));
    }

    private ServerOptions Read(string text)
    {
        File.WriteAllText(FileName, text);
        Assert.That(Faults(), Is.Empty);
        ServerCommandLine commandLine = New();
        return commandLine.Read(commandLine.Root.Parse([]));
    }

    private IReadOnlyList<string> Faults(params string[] arguments)
    {
        ServerCommandLine commandLine = New();
        return commandLine.Check(commandLine.Root.Parse(arguments));
    }

    private ServerCommandLine New(params (string Name, string Value)[] variables) => new(
        variables.ToDictionary(static v => v.Name, static v => v.Value), [FileName]);
}
