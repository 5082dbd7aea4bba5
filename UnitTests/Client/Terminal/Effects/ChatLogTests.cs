using System.Runtime.Versioning;
using SimpleClient.Configuration;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Effects;
using UnitTests.Client.Terminal.Chat.Settings;

namespace UnitTests.Client.Terminal.Effects;

/// <summary>Messages in files.</summary>
internal sealed class ChatLogTests
{
    private string _folder = "";

    [SetUp]
    public void Begin() => _folder = Directory.CreateTempSubdirectory("chat-log-").FullName;

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Each_place_has_a_file_with_safe_text()
    {
        var faults = new List<string>();
        await using (var log = new ChatLog("[::1]:5050", faults.Add))
        {
            log.Add(_folder, [Line("dev", "hi\u001B[2J"), Line("@bob", "waves", isAction: true)]);
            log.Add(_folder, [Line("dev", "there")]);
        }

        Assert.That(faults, Is.Empty);
        string dev = ChatLog.FileOf(_folder, "[::1]:5050", "dev");
        Assert.That(File.ReadAllText(dev), Does.EndWith("<alice> there\n"));
        Assert.That(File.ReadAllText(dev), Does.StartWith("2026-11-30 21:19:00 <alice> hi"));
        Assert.That(File.ReadAllText(dev), Does.Not.Contain("\u001B"));
        Assert.That(
            File.ReadAllText(ChatLog.FileOf(_folder, "[::1]:5050", "@bob")),
            Is.EqualTo("2026-11-30 21:19:00 * alice waves\n"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_user_can_read_the_files()
    {
        await using (var log = new ChatLog("h:1", static _ => { }))
        {
            log.Add(_folder, [Line("dev", "hi")]);
        }

        Assert.That(
            File.GetUnixFileMode(ChatLog.FileOf(_folder, "h:1", "dev")),
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [TestCase("../../etc/passwd")]
    [TestCase("..")]
    [TestCase("")]
    [TestCase("a/b")]
    [TestCase("C:\\x")]
    [TestCase("nul\u0000")]
    [TestCase("設計設計設計設計設計設計設計設計設計設計設計設計設計設計設計設計設計設計設計設計設計設計設計設計設計設計")]
    public void Name_of_a_place_leads_to_no_other_folder(string place)
    {
        string file = ChatLog.FileOf(_folder, place, place);
        Assert.That(
            Path.GetFullPath(file), Does.StartWith(_folder + Path.DirectorySeparatorChar));
        Assert.That(Path.GetRelativePath(_folder, file).Split('/', '\\'), Has.Length.EqualTo(2));
        Assert.That(Path.GetFileName(file), Has.Length.LessThan(130));
    }

    [Test]
    public async Task Failure_is_reported_once()
    {
        var faults = new List<string>();
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        await using (var log = new ChatLog("h:1", faults.Add))
        {
            log.Add(file, [Line("dev", "hi")]);
            log.Add(file, [Line("dev", "there")]);
        }

        Assert.That(faults, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Without_a_folder_nothing_is_written()
    {
        var faults = new List<string>();
        const string server = "no-folder:1";
        await using (var log = new ChatLog(server, faults.Add))
        {
            log.Add("", [Line("dev", "hi")]);
        }

        Assert.That(
            faults, Is.EqualTo(new[] { SettingSentences.LogFailed(SettingSentences.NoLogFolder) }));
        Assert.That(File.Exists(ChatLog.FileOf("", server, "dev")), Is.False);
    }

    [Test]
    public void Model_gives_new_messages_only_while_the_log_is_on()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Model.Use(new ClientSettings(), [], new FakeStore());
        terminal.Say("bob", "before");
        Assert.That(terminal.Model.TakeLog(), Is.Empty);
        terminal.Enter("/set log on");
        terminal.TellPast("lobby", (1, "old", 9));
        terminal.Say("bob", "now");
        terminal.Enter("mine");
        terminal.Confirm("mine");
        Assert.That(
            terminal.Model.TakeLog().Select(static l => $"{l.Place} {l.Name} {l.Text}"),
            Is.EqualTo(new[] { "lobby bob now", "lobby ann mine" }));
        Assert.That(terminal.Model.TakeLog(), Is.Empty);
    }

    private static LogLine Line(string place, string text, bool isAction = false) => new(
        place,
        new DateTimeOffset(2026, 11, 30, 21, 19, 0, TimeSpan.Zero),
        "alice",
        text,
        isAction);
}
