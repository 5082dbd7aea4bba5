using SimpleClient.Sentences;
using UnitTests.Support;

namespace UnitTests.Client.Terminal;

/// <summary>Input on a real terminal: drafts, commands, the mouse, and long texts.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class TmuxInputTests
{
    [OneTimeSetUp]
    public void NeedsTmux() => TmuxScreen.Require();

    [Test]
    public void Text_typed_in_one_room_is_never_said_in_another()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", 80, 24);
        ann.Enter("#dev");
        ann.WaitUntil("dev", static all => all[^1] == "[dev]");
        ann.Type("only for dev");
        ann.WaitUntil("the draft", static all => all[^1] == "[dev] only for dev");
        ann.Press("M-1");
        ann.WaitUntil("the lobby", static all => all[^1] == "[lobby]");
        ann.Enter("");
        ann.Enter("hello");
        ann.WaitUntil("the message", static all => all[^3].EndsWith(" ann hello"));
        Assert.That(ann.SettledRows(), Has.None.Contains("only for dev"));
        ann.Press("M-2");
        ann.WaitUntil("the draft again", static all => all[^1] == "[dev] only for dev");
    }

    [Test]
    public void Wheel_and_click_do_not_change_the_input()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", 80, 24);
        using TestClient carl = server.Text("carl");
        for (int i = 1; i <= 40; i++)
        {
            carl.Say($"line {i}");
        }

        ann.Enter("earlier input");
        ann.WaitUntil("it", static all => all[^3].EndsWith("earlier input"));

        // A terminal without mouse reports sends arrows for a step of the wheel.
        ann.Type("\u001B[A\u001B[A\u001B[A");
        string[] rows = ann.WaitUntil("older lines", static all => !all[^3].Contains("earlier"));
        Assert.That(rows[^1], Is.EqualTo("[lobby]"));
        ann.Type("\u001B[B\u001B[B\u001B[B");
        ann.WaitUntil("the end", static all => all[^3].EndsWith("earlier input"));
        ann.Enter("/join dev");
        ann.WaitUntil("dev", static all => all[^1] == "[dev]");
        int column = ann.SettledRows()[^2].IndexOf("1 lobby", StringComparison.Ordinal);
        ann.Type($"\u001B[<0;{column + 1};23M\u001B[<0;{column + 1};23m");
        ann.WaitUntil("the lobby", static all => all[^1] == "[lobby]");
    }

    [Test]
    public void Long_input_grows_to_three_rows_and_follows_the_width()
    {
        string text = string.Join(' ', Enumerable.Range(100, 50));
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", 80, 24);
        ann.Type(text);
        string[] rows = ann.WaitUntil("three rows", all => all[^1].EndsWith(text[^3..]));
        Assert.That(
            (rows[^3] + rows[^2].PadRight(80)[8..] + rows[^1][8..]).Replace(" ", ""),
            Is.EqualTo($"[lobby]{text.Replace(" ", "")}"));
        Assert.That(rows[^4], Does.StartWith(" ann \u2502 1 lobby"));
        ann.Resize(40, 12);
        ann.WaitUntil("40 columns", all => all.Length == 12 && all[^1].EndsWith(text[^3..])
            && all[^4].Contains("1 lobby"));
        ann.Resize(40, 8);
        ann.WaitUntil("one row", all => all.Length == 8 && all[^1].EndsWith(text[^3..])
            && all[^2].Contains("1 lobby"));
        ann.Resize(80, 24);
        ann.WaitUntil("80 columns", all => all.Length == 24 && all[^4].Contains("1 lobby"));
        ann.Press("Enter");
        ann.WaitUntil("one row again", static all => all[^1] == "[lobby]");
    }

    [Test]
    public void Words_of_other_programs_and_mistakes_are_understood()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", 80, 24);
        ann.Enter("#ops");
        ann.WaitUntil("ops", static all => all[^1] == "[ops]");
        ann.Enter("/jion dev");
        ann.WaitFor(InputSentences.UnknownCommand("jion", "join", ""));
        ann.Press("Up");
        ann.WaitUntil("the line", static all => all[^1] == "[ops] /jion dev");
        ann.Press("C-u");
        ann.Enter("/list");
        ann.WaitUntil("the rooms", static all => all[^3].EndsWith("-- \u0020 ops (1)"));
        ann.Enter("/names");
        ann.WaitUntil("the people", static all => all[^3].EndsWith(" ann"));
        ann.Paste("1\n2\n3\n4\n5\n6");
        ann.WaitUntil("the paste", static all => all[^1] == "      6");
        ann.Press("Enter");
        ann.WaitUntil("a question", static all =>
            all[^1] == TerminalSentences.AskToSend(6, "ops"));
        ann.Press("n");
        string[] rows = ann.WaitUntil("no", static all => all[^1] == "      6");
        Assert.That(rows[^3..^1].Select(static row => row.Trim()), Is.EqualTo(
            new[] { "[ops] 4\u21B5", "5\u21B5" }));
    }
}
