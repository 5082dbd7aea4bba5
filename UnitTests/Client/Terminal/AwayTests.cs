using Protocol.Messages;

namespace UnitTests.Client.Terminal;

/// <summary>How long the reader was away, when the loss is found only later.</summary>
internal sealed class AwayTests
{
    [TestCase(30, "30 s")]
    [TestCase(180, "3 min")]
    [TestCase(7200, "2.0 h")]
    public void A_program_that_was_stopped_was_away_since_then(int seconds, string away)
    {
        var desk = new Desk(columns: 200);
        Run(desk, 20);
        desk.Time.Advance(seconds - 1);

        // What the kernel kept meanwhile is read first, and then the end of the connection.
        desk.Model.Tick();
        desk.Say("bob", "kept by the kernel");
        Lose(desk);
        desk.Time.Advance(1);
        Assert.That(Back(desk), Does.Contain($"You were away {away}."));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void The_order_of_the_tick_and_the_loss_makes_no_difference(bool ticksFirst)
    {
        var desk = new Desk(columns: 200);
        Run(desk, 5);
        desk.Time.Advance(119);
        Action[] steps = [desk.Model.Tick, () => Lose(desk)];
        Array.ForEach(ticksFirst ? steps : [.. steps.Reverse()], static step => step());
        desk.Time.Advance(1);
        Assert.That(Back(desk), Does.Contain("You were away 2 min."));
    }

    [Test]
    public void An_answer_to_a_question_asked_since_proves_the_connection()
    {
        var desk = new Desk(columns: 200);
        Run(desk, 5);
        desk.Time.Advance(60);
        Run(desk, 20);
        Lose(desk);
        desk.Time.Advance(3);
        Assert.That(Back(desk), Does.Contain("You were away 3 s."));
    }

    [Test]
    public void A_server_that_stops_answering_is_missed_from_the_question_on()
    {
        var desk = new Desk(columns: 200);
        Run(desk, 5);
        for (int asked = Pings(desk); Pings(desk) == asked;)
        {
            Tick(desk, 1);
        }

        for (int i = 0; i < 30; i++)
        {
            Tick(desk, 1);
        }

        Lose(desk);
        Assert.That(Back(desk), Does.Contain("You were away 30 s."));
    }

    [Test]
    public void A_loss_that_is_found_at_once_begins_then()
    {
        var desk = new Desk(columns: 200);
        Run(desk, 25);
        Lose(desk);
        desk.Time.Advance(2);
        Assert.That(Back(desk), Does.Contain("You were away 2 s."));
    }

    /// <summary>Time goes by, and the server answers each question at once.</summary>
    private static void Run(Desk desk, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            int asked = Pings(desk);
            Tick(desk, 1);
            if (Pings(desk) > asked)
            {
                desk.Answer(desk.Link.Last(RequestVerb.Ping), EventKind.Pong);
            }
        }
    }

    private static void Tick(Desk desk, int seconds)
    {
        desk.Time.Advance(seconds);
        desk.Model.Tick();
    }

    private static int Pings(Desk desk) =>
        desk.Link.All.Count(static request => request.Verb == RequestVerb.Ping);

    private static void Lose(Desk desk)
    {
        desk.Link.IsUp = false;
        desk.Model.Disconnect("The connection is lost.");
    }

    private static string Back(Desk desk)
    {
        desk.Link.IsUp = true;
        desk.Model.Reconnect("ann", "ann");
        desk.Tell(EventKind.Named, name: "ann", sender: 70);
        desk.Join("lobby", next: 10);
        return string.Join('\n', desk.Lines);
    }
}
