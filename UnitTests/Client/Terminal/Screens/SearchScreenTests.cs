using SimpleClient.Sentences;
using UnitTests.Browser;
using UnitTests.Support;

namespace UnitTests.Client.Terminal.Screens;

/// <summary>The search on a real terminal, in the loaded lines and then on the server.</summary>
internal sealed class SearchScreenTests
{
    [OneTimeSetUp]
    public void NeedsTmux() => TmuxScreen.Require();

    [Test]
    public void Enter_asks_the_server_and_then_shows_the_chosen_message_in_its_room()
    {
        using var world = new StoredServer();
        using TmuxScreen ann = TmuxScreen.WithClient(world.Server.Port, "ann", 80, 24);
        using TestClient carl = world.Server.Text("carl");
        carl.Say("/join dev");
        carl.Say("the needle in dev");
        carl.Say("/join lobby");
        for (int i = 1; i <= 60; i++)
        {
            carl.Say(i == 20 ? "a needle here" : $"line {i}");
        }

        ann.WaitFor("line 60");
        ann.Type("draft");
        ann.Press("C-f");
        ann.Type("needle");
        ann.WaitUntil(
            "the hit", static all => all[^1] == $"{SearchSentences.Find(1, 1)} needle");
        Assert.That(ann.Styled.Of("needle", "a needle here").IsReversed, Is.True);
        ann.Press("Enter");
        string[] rows = ann.WaitUntil("both messages", static all =>
            all.Any(static row => row.Contains("[dev] carl: the needle in dev"))
                && all.Any(static row => row.Contains("[lobby] carl: a needle here")));
        Assert.That(rows[^1], Is.EqualTo("[lobby] draft"));
        ann.Press("C-u");
        ann.WaitUntil("no draft", static all => all[^1] == "[lobby]");
        ann.Press("Down", "Enter");
        ann.WaitUntil("the room", static all =>
            all[^1] == "[dev]" && all.Any(static row => row.EndsWith("carl the needle in dev")));
        ann.Press("M-1");
        ann.WaitUntil("the lobby", static all => all[^3].EndsWith("line 60"));

        // The answer is shown even if no message was found and the view was further up.
        ann.Press("C-f");
        ann.Type("eedle");
        ann.WaitUntil("the hit", static all => all[^1] == $"{SearchSentences.Find(1, 1)} eedle");
        ann.Press("Enter");
        ann.WaitUntil("the answer", static all => all[^3].EndsWith("No message was found."));
    }
}
