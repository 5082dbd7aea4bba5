using SimpleClient.Sentences;
using UnitTests.Support;

namespace UnitTests.Client.Terminal.Screens;

/// <summary>The mouse and links on a real terminal.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class MouseScreenTests
{
    [OneTimeSetUp]
    public void NeedsTmux() => TmuxScreen.Require();

    [Test]
    public void Click_in_the_list_shows_the_place_and_the_bare_view_leaves_the_mouse_alone()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(
            server.Port, "ann", 120, 40, "dev", "ops");
        ann.WaitUntil("the rooms", static all =>
            all[^1] == "[dev]" && all[3].StartsWith(" 3 ops "));
        ann.WaitUntil("the mouse", _ => ann.HasMouse);
        Click(ann, column: 5, row: 4);
        ann.WaitUntil("ops", static all => all[^1] == "[ops]");
        Assert.That(ann.Styled.Of("3 ops", " 3 ops  ").IsReversed, Is.True);
        Click(ann, column: 60, row: 20);
        Click(ann, column: 5, row: 2);
        ann.WaitUntil("the lobby", static all => all[^1] == "[lobby]");
        ann.Press("M-l");
        ann.WaitUntil("only messages", static all =>
            !all.Any(static row => row.Contains('\u2502')) && all[^1].Length > 0);
        ann.WaitUntil("a free mouse", _ => !ann.HasMouse);
        ann.Press("Escape");
        ann.WaitUntil("the lists", static all => all[^1] == "[lobby]");
        ann.WaitUntil("the mouse", _ => ann.HasMouse);
        ann.Enter("/set mouse off");
        ann.WaitUntil("a free mouse", _ => !ann.HasMouse);
    }

    [Test]
    public void Each_row_of_a_long_link_has_the_whole_address()
    {
        string link = "https://ci.example/" + string.Join('/', Enumerable.Range(100, 50));
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", 80, 24);
        using TestClient carl = server.Text("carl");
        ann.Record();
        carl.Say(link);
        ann.WaitFor("[1]");
        int rows = ann.SettledRows().Count(static row => row.Contains("/1"));
        Assert.That(rows, Is.EqualTo(4));
        Assert.That(
            ann.Recorded.Split($"\u001B]8;;{link}\u001B\\"), Has.Length.GreaterThan(rows));
        ann.Enter("/link");
        ann.WaitFor(OpenSentences.BelowLink);
        Assert.That(ann.JoinedRows, Does.Contain(link));
    }

    private static void Click(TmuxScreen screen, int column, int row) =>
        screen.Type($"\u001B[<0;{column};{row}M\u001B[<0;{column};{row}m");
}
