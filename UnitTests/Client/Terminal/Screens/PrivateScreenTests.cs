using EventLoopServer.Sentences;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Text;
using UnitTests.Browser;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.Client.Terminal.Screens;

/// <summary>Private conversations on a real terminal.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class PrivateScreenTests
{
    [OneTimeSetUp]
    public void NeedsTmux() => TmuxScreen.Require();

    [TestCase("/query carl", 80, 24)]
    [TestCase("@carl", 120, 40)]
    [TestCase("@carl", 40, 10)]
    public void Command_or_name_alone_opens_a_place_with_counts(
        string command, int columns, int rows)
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", columns, rows);
        using TestClient carl = server.Text("carl");
        ann.WaitUntil("carl", static all => all[^2].Contains(TerminalSentences.Here(2)));
        ann.Enter(command);
        ann.WaitUntil("the conversation", static all => all[^1] == "[@carl]");
        string[] all = ann.SettledRows();
        string topic = TerminalSentences.PrivateWith("carl");
        Assert.That(all[0], Does.StartWith($" {topic[..20]}"));
        Assert.That(all[1..^2], Has.None.Contains(TerminalSentences.Connected("")[..9]));
        ann.Press("M-1");
        ann.WaitUntil("the lobby", static all => all[^1] == "[lobby]");
        carl.Say("@ann one");
        carl.Say("@ann two");
        ann.WaitUntil("two unread", static all => all[^2].Contains("1 lobby  2 @carl 2!"));
        Assert.That(
            ann.Styled.Of("2 @carl 2!", "1 lobby  2 @carl 2!"),
            Is.EqualTo(new Style { IsReversed = true, IsBold = true }));
        Assert.That(ann.Title, Is.EqualTo("(2!) lobby"));
        ann.Press("M-2");
        all = ann.WaitUntil(
            "the lines", static all => all[^3].EndsWith("two") && all[^1] == "[@carl]");
        Assert.That(all[^5], Does.Contain(TerminalSentences.NewLines(2)));
        Assert.That(all[^2], Does.Contain("1 lobby  2 @carl").And.Not.Contain("!"));
        Assert.That(ann.Title, Is.EqualTo("@carl"));
    }

    [Test]
    public void Account_that_is_away_gets_the_lines_at_its_next_login()
    {
        using var world = new StoredServer();
        using (TestClient carl = world.Server.Text("carl"))
        {
            carl.Say("/register long-enough");
            carl.SkipTo(TextLine.Notice(AccountSentences.Registered("carl")));
        }

        using TmuxScreen ann = TmuxScreen.WithClient(world.Server.Port, "ann", 80, 24);
        ann.Enter("/query carl");
        ann.WaitUntil("the conversation", static all => all[^1] == "[@carl]");
        ann.Enter("read this later");
        ann.WaitFor(AccountSentences.DeliveredLater("carl")[..40]);
        ann.WaitUntil("the confirmed line", static all => all[^3].EndsWith(" ann read this later"));
        using TmuxScreen again = new(
            80,
            24,
            "exec env TCPCHAT_LOGIN_PASSWORD=long-enough "
                + TmuxScreen.ClientCommand(world.Server.Port, "carl").Replace("--name", "--login"));
        again.WaitUntil("the conversation", static all =>
            all.Length == 24 && all[^2].Contains("2 @ann 1!"));
        again.Press("M-2");
        again.WaitUntil(
            "the line",
            static all => all[^1] == "[@ann]" && all[^3].EndsWith(" ann read this later"));
    }
}
