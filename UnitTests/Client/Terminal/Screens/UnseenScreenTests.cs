using System.Runtime.Versioning;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Text;
using UnitTests.Support;

namespace UnitTests.Client.Terminal.Screens;

/// <summary>Unseen messages on a real terminal: counts, the title, and notifications.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class UnseenScreenTests
{
    [OneTimeSetUp]
    public void NeedsTmux() => TmuxScreen.Require();

    [Test]
    public void Alt_A_visits_the_mentions_of_the_title_and_then_unread_places()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(
            server.Port, "ann", 80, 24, "dev", "ops", "qa");
        using TestClient carl = server.Text("carl");
        ann.WaitUntil("all rooms", static all => all[^2].Contains("2 dev  3 ops  4 qa"));
        foreach (string line in new[] { "/join qa", "hello", "/join ops", "ann: two", "/join dev" })
        {
            carl.Say(line);
        }

        ann.WaitUntil("the room", static all => all[^2].Contains("3 ops 1!  4 qa 1"));
        ann.LoseFocus();
        carl.Say("ann: one");
        ann.WaitUntil("all", static all => all[^2].Contains("2 dev 1!  3 ops 1!  4 qa 1"));
        ann.WaitUntil("the title", _ => ann.Title == "(2!) dev");
        StyledScreen styled = ann.Styled;
        Assert.That(styled.Of("3 ops 1!").IsBold, Is.True);
        Assert.That(styled.Of("4 qa 1").IsBold, Is.False);
        Assert.That(styled.Of("carl", "carl ann: one").IsReversed, Is.True, "the mention");
        ann.Press("M-a");
        ann.WaitUntil("the other mention", static all => all[^1] == "[ops]");
        ann.WaitFor("ann: two");
        ann.WaitUntil("the title", _ => ann.Title == "(1) ops");
        ann.Press("M-a");
        ann.WaitUntil("the unread place", static all => all[^1] == "[qa]");
        ann.WaitUntil("the title", _ => ann.Title == "qa");
    }

    [Test]
    public void Lines_below_the_fold_and_behind_an_overlay_are_counted()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", 80, 24);
        using TestClient carl = server.Text("carl");
        for (int i = 1; i <= 60; i++)
        {
            carl.Say($"line {i}");
        }

        ann.WaitFor("line 60");
        ann.Press("PPage");
        ann.WaitUntil("older lines", static all => !all.Any(row => row.EndsWith("line 60")));
        carl.Say("below one");
        carl.Say("below two");
        ann.WaitUntil(
            "the count", static all => all[^2].Contains(TerminalSentences.NewBelow(2, "")));
        Assert.That(ann.Rows[1..^2], Has.None.Contains("below"));
        ann.Press("Escape");
        string[] rows = ann.WaitUntil("the newest", static all => all[^3].EndsWith("below two"));
        Assert.That(rows[^5], Does.Contain(TerminalSentences.NewLines(2)));
        ann.Press("F1");
        ann.WaitFor(OverlaySentences.Help);
        carl.Say("ann: behind the help");
        ann.WaitUntil("the count", static all => all[^2].Contains("1 lobby 1!"));
        ann.WaitUntil("the title", _ => ann.Title == "(1!) lobby");
        ann.Press("Escape");
        ann.WaitUntil("the line", static all => all[^3].EndsWith("ann: behind the help")
            && all[^4].Contains(TerminalSentences.NewLines(1)));
        ann.WaitUntil("the title", _ => ann.Title == "lobby");
    }

    [TestCase("auto", "\u001B]9;lobby carl: ann: look\u001B\\")]
    [TestCase("osc777", "\u001B]777;notify;lobby;carl: ann: look\u001B\\")]
    [Platform(Exclude = "Win", Reason = "The program is a script of sh.")]
    [UnsupportedOSPlatform("windows")]
    public void Unseen_mention_notifies_the_terminal_and_runs_the_program(
        string kind, string sequence)
    {
        string folder = Directory.CreateTempSubdirectory("tcpchat-mention-").FullName;
        string program = Path.Combine(folder, "program");
        string told = Path.Combine(folder, "told");
        File.WriteAllText(
            program,
            "#!/bin/sh\nprintf '%s|' \"$1\" \"$TCPCHAT_PLACE\" \"$TCPCHAT_SENDER\" "
                + $"\"$TCPCHAT_TEXT\" >{folder}/new\nmv {folder}/new {told}\n");
        File.SetUnixFileMode(
            program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using (var server = new ServerUnderTest())
        {
            using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", 80, 24);
            using TestClient carl = server.Text("carl");
            ann.Enter($"/set notify {kind}");
            ann.WaitFor(SettingSentences.Value("notify", kind));
            ann.Enter($"/set on-mention {program} said");
            ann.WaitFor("on-mention:");
            ann.Record();
            carl.Say("no mention");
            ann.WaitFor("no mention");
            ann.LoseFocus();
            carl.Say("ann: look");
            ann.WaitUntil("the notification", _ => ann.Recorded.Contains(sequence));
            ann.WaitUntil("the program", _ => File.Exists(told));
            Assert.That(File.ReadAllText(told), Is.EqualTo("said|lobby|carl|ann: look|"));
            Assert.That(ann.Recorded.Split("\u001B]9;").Length + ann.Recorded
                .Split("\u001B]777;").Length, Is.EqualTo(3), "one notification");
        }

        Directory.Delete(folder, recursive: true);
    }

    [TestCase(80, 24)]
    [TestCase(40, 10)]
    [TestCase(120, 40)]
    public void Twelve_rooms_and_four_conversations_leave_the_important_ones(int columns, int rows)
    {
        const string own = "maximiliane-friederike-von-berg1";
        string[] rooms =
            [.. Enumerable.Range(2, 11).Select(static i => $"\u8A2D\u8A08-room{i}")];
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, own, columns, rows, rooms);
        server.WaitUntil("all rooms", static all => all.Directory.Rooms.Count == 12);
        foreach (string name in new[] { "bob", "carl", "dora", "eve" })
        {
            using TestClient one = server.Text(name);
            one.Say($"@{own} psst");
            string count = $"({"bcde".IndexOf(name[0]) + 1}!)";
            ann.WaitUntil("the title", _ => ann.Title.StartsWith(count));
        }

        string status = ann.SettledRows()[^2];
        Assert.That(CellWidth.Of(status), Is.LessThanOrEqualTo(columns));
        Assert.That(status, Does.Contain("2 \u8A2D\u8A08-room2"), "the current place");
        Assert.That(status, Does.Contain("13 @bob 1!"));
        if (columns >= 80)
        {
            Assert.That(status, Does.Match(@"^ maximiliane-\S*\u2026 \u2502 "));
            Assert.That(status, Does.Contain("14 @carl 1!").And.Match(@"\+\d+ more"));
        }

        ann.Press("C-k");
        ann.WaitFor(OverlaySentences.Places);
        ann.Type("eve");
        ann.WaitUntil("the filter", static all => all[^1] == "> eve");
        ann.Press("Enter");
        ann.WaitUntil("the conversation", static all => all[^1] == "[@eve]");
    }
}
