using System.Runtime.Versioning;
using SimpleClient.Sentences;
using UnitTests.Support;

namespace UnitTests.Client.Terminal;

/// <summary>Reading on a real terminal: unseen lines, columns, topics, texts and links.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class TmuxReadingTests
{
    private const string FocusIn = "\u001B[I";

    private static readonly string s_long =
        "https://ci.example/" + string.Join('/', Enumerable.Range(100, 50));

    [OneTimeSetUp]
    public void NeedsTmux() => TmuxScreen.Require();

    [Test]
    public void Lines_without_focus_are_counted_below_a_rule()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", 80, 24);
        using TestClient carl = server.Text("carl");
        carl.Say("seen");
        ann.WaitFor("seen");
        ann.LoseFocus();
        carl.Say("one");
        carl.Say("two");
        string[] rows = ann.WaitUntil("both", static all => all[^3].EndsWith("two"));
        Assert.That(
            rows[^5],
            Does.StartWith($"\u2500\u2500\u2500\u2500 {TerminalSentences.NewLines(2)} \u2500"));
        Assert.That(rows[^5], Does.EndWith($"{TerminalSentences.NewLinesKey} \u2500"));
        ann.WaitUntil("the title", _ => ann.Title == "(2) lobby");
        ann.Type(FocusIn);
        ann.WaitUntil("the title", _ => ann.Title == "lobby");
    }

    [Test]
    public void Places_that_do_not_fit_are_counted_and_found_by_a_part_of_their_name()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", 80, 24);
        for (int i = 1; i <= 8; i++)
        {
            ann.Enter($"/join workshop-{i}");
            ann.WaitUntil("the room", all => all[^1] == $"[workshop-{i}]");
        }

        string status = ann.SettledRows()[^2];
        Assert.That(status, Does.StartWith(" ann \u2502 "));
        Assert.That(status, Does.Match(@"\+\d more"));
        Assert.That(status, Does.Contain(TerminalSentences.Here(1)));
        ann.Press("C-k");
        ann.WaitFor(OverlaySentences.Places);
        ann.Type("p-3");
        ann.WaitUntil("the filter", static all => all[^1] == "> p-3");
        ann.Press("Enter");
        ann.WaitUntil("the place", static all => all[^1] == "[workshop-3]");
    }

    [Test]
    public void Search_highlights_while_typing_moves_between_hits_and_returns()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", 80, 24);
        using TestClient carl = server.Text("carl");
        for (int i = 1; i <= 60; i++)
        {
            carl.Say(i is 5 or 30 ? $"hit {i}" : $"line {i}");
        }

        ann.WaitFor("line 60");
        ann.Type("draft");
        ann.Press("C-f");
        ann.Type("hit");
        ann.WaitUntil("the last hit", static all => all[^1] == $"{SearchSentences.Find(2, 2)} hit"
            && all.Any(static row => row.EndsWith("hit 30")));
        Assert.That(
            ann.StyledRows.Single(static row => row.Contains(" 30")),
            Does.Match(@"\[[\d;]*7m[^h]*hit"));
        ann.Press("Up");
        ann.WaitUntil("the first hit", static all => all[^1] == $"{SearchSentences.Find(1, 2)} hit"
            && all.Any(static row => row.EndsWith("hit 5")));
        ann.Press("Escape");
        ann.WaitUntil("the newest line and the draft", static all =>
            all[^3].EndsWith("line 60") && all[^1] == "[lobby] draft");
    }

    [Test]
    public void Columns_topic_and_lists_follow_the_width()
    {
        string topic = string.Join(' ', Enumerable.Range(1, 40).Select(static i => $"part{i}"));
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", 80, 24);
        using TestClient carl = server.Text("carl");
        carl.Say($"/topic {topic}");
        carl.Say("one");
        carl.Say("two");
        string[] rows = ann.WaitUntil("both", static all => all[^3].EndsWith("two"));
        Assert.That(rows[0], Does.StartWith(" part1 part2").And.EndsWith("\u2026"));
        Assert.That(rows[^4][5..], Is.EqualTo("      carl one"));
        Assert.That(
            rows[^3],
            Is.EqualTo("                two").Or.EqualTo(rows[^3][..5] + "           two"),
            "the name is not repeated, and the time only in another minute");
        Assert.That(rows[1..^2], Has.None.Contains("\u2502"), "no lists at 80 columns");
        ann.Press("F2");
        string heading = OverlaySentences.Topic("lobby");
        ann.WaitUntil("the topic", all => all[1].Contains(heading)
            && all[2..8].Any(static row => row.EndsWith("part40")));
        ann.Press("Escape");
        ann.WaitUntil("no topic", all => !all[1].Contains(heading));
        ann.Resize(100, 24);
        ann.WaitUntil("people", static all =>
            all[1].EndsWith($"\u2502 {TerminalSentences.Here(2)}")
                && all[3].EndsWith("\u2502 carl"));
        ann.Resize(120, 24);
        ann.WaitUntil("places", static all =>
            all[1].StartsWith(" 1 lobby ") && all[1].AsSpan().Count('\u2502') == 2);
        ann.Press("F7", "F8");
        ann.WaitUntil("no lists", static all => !all[1].Contains('\u2502'));
    }

    [Test]
    public void Text_is_drawn_as_it_was_said_with_dimmed_marks()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen sam = TmuxScreen.WithClient(server.Port, "sam", 80, 24);
        using TestClient carl = server.Text("carl");
        carl.Say(@"C:\dir\*.*, __init__ and _foo_(bar)");
        carl.Say("*bold* and `code`");
        carl.Say("a\tb");
        sam.WaitUntil("texts", static all => all.Any(
            static row => row.EndsWith(@" C:\dir\*.*, __init__ and _foo_(bar)")));
        sam.WaitUntil("a tab", static all => all[^3].EndsWith(" a   b"));
        string bold = sam.StyledRows.Single(static row => row.Contains("bold"));
        Assert.That(bold, Does.Match(@"\[2m\*[^b]*1m[^b]*bold[^b]*2m[^b]*\*"));
        Assert.That(bold, Does.Match("`.*code.*`"));
        carl.Say("sam\u3055\u3093 look");
        sam.WaitUntil("it", static all => all[^3].EndsWith("sam\u3055\u3093 look"));
        Assert.That(
            sam.StyledRows.Single(static row => row.Contains("look")),
            Does.Match(@"\[[\d;]*7m[^c]*carl"),
            "a mention touches other characters");
    }

    [Test]
    public void Link_is_copied_in_one_piece()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", 80, 24);
        using TestClient carl = server.Text("carl");
        carl.Say(s_long);
        carl.Say("and https://b.example/x");
        ann.WaitFor("b.example");
        Assert.That(ann.JoinedRows, Has.None.Contains(s_long), "among the messages");
        ann.Enter("/open 2");
        ann.WaitFor(OpenSentences.BelowLink);
        Assert.That(ann.JoinedRows, Does.Contain(s_long));
        ann.Press("Escape");
        ann.WaitFor("b.example");
        ann.Enter("/open 3");
        ann.WaitFor(OpenSentences.FewerLinks(2));
    }

    [Test]
    [Platform("Linux", Reason = "other systems have another opener")]
    [UnsupportedOSPlatform("windows")]
    public void Opener_gets_the_address_as_its_only_argument_and_leaves_the_terminal_alone()
    {
        string folder = Directory.CreateTempSubdirectory("tcpchat-opener-").FullName;
        string opener = Path.Combine(folder, "xdg-open");
        File.WriteAllText(
            opener, $"#!/bin/sh\nprintf '%s|' \"$#\" \"$@\" >{folder}/new\nread -r line\n"
                + $"echo output; echo error >&2\nmv {folder}/new {folder}/arguments\n");
        File.SetUnixFileMode(
            opener, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var server = new ServerUnderTest();
        using (var ann = new TmuxScreen(
            80,
            24,
            $"exec env -u SSH_CONNECTION -u SSH_TTY DISPLAY=:9 \"PATH={folder}:$PATH\" "
                + TmuxScreen.ClientCommand(server.Port, "ann")))
        {
            using TestClient carl = server.Text("carl");
            carl.Say("https://a.example/?q=$(reboot)&x=\"y");
            ann.WaitFor("reboot");
            string mode = ann.Mode;
            ann.Enter("/open");
            string arguments = Path.Combine(folder, "arguments");
            ann.WaitUntil("the opener", _ => File.Exists(arguments));
            const string address = "https://a.example/?q=$(reboot)&x=%22y";
            Assert.That(File.ReadAllText(arguments), Is.EqualTo($"1|{address}|"));
            ann.WaitFor(OpenSentences.Opened(address));
            ann.Type("still typing");
            ann.WaitUntil("the input", static all => all[^1] == "[lobby] still typing");
            Assert.That(ann.SettledRows(), Has.None.Contains("output").And.None.Contains("error"));
            Assert.That(ann.Mode, Is.EqualTo(mode));
        }

        Directory.Delete(folder, recursive: true);
    }
}
