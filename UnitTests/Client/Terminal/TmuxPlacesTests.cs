using SimpleClient.Sentences;
using UnitTests.Support;

namespace UnitTests.Client.Terminal;

/// <summary>Places on a real terminal: rooms and private conversations.</summary>
[TestFixture(80, 24)]
[TestFixture(120, 40)]
[Parallelizable(ParallelScope.Children)]
internal sealed class TmuxPlacesTests(int columns, int rows)
{
    [OneTimeSetUp]
    public void NeedsTmux() => TmuxScreen.Require();

    [Test]
    public void Private_conversation_is_a_place_with_its_own_lines_and_draft()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", columns, rows);
        using TestClient carl = server.Text("carl");
        ann.Type("for the lobby");
        carl.Say("@ann psst");
        ann.WaitUntil("the place", static all => all[^2].Contains("@carl"));
        Assert.That(ann.SettledRows(), Has.None.Contains("psst"));
        ann.Press("M-2");
        ann.WaitUntil("the conversation", static all => all[^1] == "[@carl]");
        ann.WaitFor("psst");
        ann.Enter("only for you");
        carl.SkipTo("(private) ann: only for you");
        ann.Press("M-1");
        ann.WaitUntil("its draft", static all => all[^1] == "[lobby] for the lobby");
        Assert.That(ann.SettledRows(), Has.Length.EqualTo(rows).And.None.Contains("only for you"));
    }

    [Test]
    public void Alt_A_finds_the_mention_that_the_title_counts()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", columns, rows);
        using TestClient carl = server.Text("carl");
        ann.Enter("/join dev");
        ann.WaitUntil("the room", static all => all[^1] == "[dev]");
        carl.Say("ann: look");
        ann.WaitUntil("the mention", static all => all[^2].Contains("1 lobby 1!"));
        ann.WaitUntil("the title", _ => ann.Title == "(1!) dev");
        ann.Press("M-a");
        ann.WaitUntil("the lobby", static all => all[^1] == "[lobby]");
        ann.WaitFor(TerminalSentences.NewLines(1));
        ann.WaitUntil("the title", _ => ann.Title == "lobby");
    }

    [Test]
    public void Overlays_cover_the_messages_and_keep_the_draft()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", columns, rows);
        using TestClient carl = server.Text("carl");
        carl.Say("/topic Release on Thursday");
        ann.WaitUntil("the topic", static all => all[0].Contains("Release on Thursday"));
        ann.Type("draft");
        ann.Press("F1");
        ann.WaitFor(OverlaySentences.Help);
        ann.Press("Escape");
        ann.WaitUntil("no help", static all => !all[1].Contains(OverlaySentences.Help));
        ann.Press("F2");
        ann.WaitFor(OverlaySentences.Topic("lobby"));
        ann.Press("Escape");

        // An Escape together with the next key would be that key with Alt.
        ann.WaitUntil(
            "no topic", static all => !all[1].Contains(OverlaySentences.Topic("lobby")));
        ann.Press("F3");
        ann.WaitFor(OverlaySentences.People("lobby", 2));
        ann.Type("ca");
        ann.WaitUntil("the filter", static all => all[^1] == "> ca");
        ann.Press("Enter");
        ann.WaitUntil("the conversation", static all => all[^1] == "[@carl]");
        ann.Press("M-1");
        ann.WaitUntil("the draft", static all => all[^1] == "[lobby] draft");
    }

    [Test]
    public void Search_wheel_and_bare_view_move_only_the_messages()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", columns, rows);
        using TestClient carl = server.Text("carl");
        for (int i = 1; i <= 200; i++)
        {
            carl.Say(i == 30 ? "the needle" : $"line {i}");
        }

        ann.WaitFor("line 200");
        ann.Press("C-f");
        ann.Type("needle");
        ann.WaitFor("the needle");
        ann.Press("Escape");
        ann.WaitFor("line 200");
        ann.Type("draft");
        ann.Type("\u001B[<64;9;9M");
        ann.WaitUntil("older lines", static all => !all.Any(row => row.Contains("line 200")));
        ann.Type("\u001B[<65;9;9M");
        ann.WaitFor("line 200");
        ann.Press("M-l");
        ann.WaitUntil("only messages", static all => all[^1].EndsWith("line 200"));
        ann.Press("Escape");
        ann.WaitUntil("all of it", static all => all[^1] == "[lobby] draft");
    }
}
