using Protocol.Messages;
using SimpleClient.Sentences;
using UnitTests.Sentences;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>The reported absence, when the loss of the connection is detected only later.</summary>
internal sealed class AwayTests
{
    [TestCase(30, "30 s")]
    [TestCase(180, "3 min")]
    [TestCase(7200, "2.0 h")]
    public void Stopped_program_counts_as_away_since_the_stop(int seconds, string away)
    {
        TerminalHarness terminal = new TerminalHarness(columns: 200);
        Run(terminal, 20);
        terminal.Time.Advance(seconds - 1);

        // Input buffered by the kernel is read first, and then the end of the connection.
        terminal.Model.Tick();
        terminal.Say("bob", "kept by the kernel");
        Lose(terminal);
        terminal.Time.Advance(1);
        Assert.That(Back(terminal), Does.Contain(Away(away)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Order_of_tick_and_loss_makes_no_difference(bool ticksFirst)
    {
        TerminalHarness terminal = new TerminalHarness(columns: 200);
        Run(terminal, 5);
        terminal.Time.Advance(119);
        Action[] steps = [terminal.Model.Tick, () => Lose(terminal)];
        Array.ForEach(ticksFirst ? steps : [.. steps.Reverse()], static step => step());
        terminal.Time.Advance(1);
        Assert.That(Back(terminal), Does.Contain(Away("2 min")));
    }

    [Test]
    public void Answered_ping_proves_the_connection()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 200);
        Run(terminal, 5);
        terminal.Time.Advance(60);
        Run(terminal, 20);
        Lose(terminal);
        terminal.Time.Advance(3);
        Assert.That(Back(terminal), Does.Contain(Away("3 s")));
    }

    [Test]
    public void Absence_starts_at_the_first_unanswered_ping()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 200);
        Run(terminal, 5);
        for (int asked = Pings(terminal); Pings(terminal) == asked;)
        {
            Tick(terminal, 1);
        }

        for (int i = 0; i < 30; i++)
        {
            Tick(terminal, 1);
        }

        Lose(terminal);
        Assert.That(Back(terminal), Does.Contain(Away("30 s")));
    }

    [Test]
    public void Loss_detected_at_once_starts_the_absence()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 200);
        Run(terminal, 25);
        Lose(terminal);
        terminal.Time.Advance(2);
        Assert.That(Back(terminal), Does.Contain(Away("2 s")));
    }

    /// <summary>The end of the sentence that shows the duration.</summary>
    private static string Away(string time) =>
        SentencePart.After(company => TerminalSentences.YouAreBack("", company, time));

    /// <summary>Advances the time, while the server answers each ping at once.</summary>
    private static void Run(TerminalHarness terminal, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            int asked = Pings(terminal);
            Tick(terminal, 1);
            if (Pings(terminal) > asked)
            {
                terminal.Answer(terminal.Link.Last(RequestVerb.Ping), EventKind.Pong);
            }
        }
    }

    private static void Tick(TerminalHarness terminal, int seconds)
    {
        terminal.Time.Advance(seconds);
        terminal.Model.Tick();
    }

    private static int Pings(TerminalHarness terminal) =>
        terminal.Link.All.Count(static request => request.Verb == RequestVerb.Ping);

    private static void Lose(TerminalHarness terminal)
    {
        terminal.Link.IsUp = false;
        terminal.Model.Disconnect("The connection is lost.");
    }

    private static string Back(TerminalHarness terminal)
    {
        terminal.Link.IsUp = true;
        terminal.Model.Reconnect("ann", "ann");
        terminal.Tell(EventKind.Named, name: "ann", sender: 70);
        terminal.Join("lobby", next: 10);
        return string.Join('\n', terminal.Lines);
    }
}
