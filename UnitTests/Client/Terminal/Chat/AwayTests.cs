using Protocol.Messages;
using SimpleClient.Sentences;
using UnitTests.Sentences;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>How long the reader was away, when the loss is found only later.</summary>
internal sealed class AwayTests
{
    [TestCase(30, "30 s")]
    [TestCase(180, "3 min")]
    [TestCase(7200, "2.0 h")]
    public void A_program_that_was_stopped_was_away_since_then(int seconds, string away)
    {
        TerminalHarness terminal = new TerminalHarness(columns: 200);
        Run(terminal, 20);
        terminal.Time.Advance(seconds - 1);

        // What the kernel kept meanwhile is read first, and then the end of the connection.
        terminal.Model.Tick();
        terminal.Say("bob", "kept by the kernel");
        Lose(terminal);
        terminal.Time.Advance(1);
        Assert.That(Back(terminal), Does.Contain(Away(away)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void The_order_of_the_tick_and_the_loss_makes_no_difference(bool ticksFirst)
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
    public void An_answer_to_a_question_asked_since_proves_the_connection()
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
    public void A_server_that_stops_answering_is_missed_from_the_question_on()
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
    public void A_loss_that_is_found_at_once_begins_then()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 200);
        Run(terminal, 25);
        Lose(terminal);
        terminal.Time.Advance(2);
        Assert.That(Back(terminal), Does.Contain(Away("2 s")));
    }

    /// <summary>The end of the sentence that tells how long it was.</summary>
    private static string Away(string time) =>
        SentencePart.After(company => TerminalSentences.YouAreBack("", company, time));

    /// <summary>Time goes by, and the server answers each question at once.</summary>
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
