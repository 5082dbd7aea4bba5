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
}
