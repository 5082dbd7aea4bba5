using SimpleClient.Sentences;
using UnitTests.Support;

namespace UnitTests.Client.Terminal.Screens;

/// <summary>Overlays on a real terminal.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class OverlayScreenTests
{
    private const int People = 500;

    [OneTimeSetUp]
    public void NeedsTmux() => TmuxScreen.Require();

    [Test]
    public void Five_hundred_people_are_scrolled_filtered_and_chosen()
    {
        using var server = new ServerUnderTest();
        var crowd = new List<TestClient>();
        for (int i = 1; i <= People; i++)
        {
            crowd.Add(server.Text($"person{i:000}"));
        }

        using (TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", 80, 24))
        {
            ann.WaitUntil(
                "the people", static all => all[^2].Contains(TerminalSentences.Here(People + 1)));
            ann.Press("F3");
            string heading = OverlaySentences.Heading(
                OverlaySentences.People("lobby", People + 1), "", 0, 0);
            ann.WaitUntil("the list", all => all[1] == heading);
            Assert.That(ann.Rows[2..^2], Has.Length.EqualTo(20).And.All.Not.Empty);
            ann.Press("NPage", "NPage", "NPage", "NPage", "NPage", "Down");
            ann.WaitUntil("further people", static all => all[^3].EndsWith("person091"));
            Assert.That(ann.Styled.Of("person091").IsReversed, Is.True);
            ann.Type("42");
            ann.WaitUntil("the matches", static all =>
                all[1] == OverlaySentences.Heading(
                    OverlaySentences.People("lobby", People + 1), "42", 15, People + 1)
                && all[2] == " person042" && all[^1] == "> 42");
            ann.Press("Down", "Enter");
            ann.WaitUntil("the conversation", static all => all[^1] == "[@person142]");
        }

        crowd.ForEach(static one => one.Dispose());
    }

    [Test]
    public void Help_and_long_answers_leave_nothing_in_the_room()
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(
            server.Port, "ann", 80, 24, "dev", "ops");
        ann.WaitUntil("the rooms", static all =>
            all[^1] == "[dev]" && all[^2].Contains("2 dev  3 ops"));
        ann.Press("M-1");
        ann.WaitUntil("the lobby", static all => all[^1] == "[lobby]");
        string[] before = ann.SettledRows();
        foreach (string command in new[] { "/help", "/keys", "/list", "/set" })
        {
            ann.Enter(command);
            ann.WaitUntil(command, static all => all[1].EndsWith("Esc: close."));
            ann.Press("Escape");
            ann.WaitUntil($"{command} closed", all => all.SequenceEqual(before));
        }
    }
}
