using Protocol.Messages;
using SimpleClient.Terminal.Chat;

namespace UnitTests.Client.Terminal;

/// <summary>Words go where the screen says, and to nobody else.</summary>
internal sealed class WordsTests
{
    private const string Up = "\u001B[A";

    [Test]
    public void What_is_refused_later_does_not_get_into_what_is_typed_next()
    {
        var desk = new Desk();
        desk.Enter("@bob secret");
        desk.Answer(desk.Link.Asked[0], EventKind.Refused, "There is no bob.");
        desk.Enter("hello");
        Assert.That(desk.Link.Asked[^1].Text, Is.EqualTo("hello"));
    }

    [Test]
    public void What_is_refused_elsewhere_is_told_where_the_reader_is_and_comes_with_up()
    {
        var desk = new Desk();
        desk.Join("dev");
        desk.Type("\u001B1");
        desk.Enter("bad");
        desk.Type("\u001B2");
        desk.Answer(desk.Link.Asked[0], EventKind.Refused, "That is not taken.");
        const string why = "-- That is not taken. Up brings it back.";
        Assert.That(desk.Lines[^2..], Is.EqualTo(new[] { "not sent in lobby: bad", why }));
        Assert.That(desk.Typed, Is.Empty);
        desk.Type(Up);
        Assert.That(desk.Typed, Is.EqualTo("bad"));
        desk.Type("\u001B1");
        Assert.That(desk.Lines[^2..], Is.EqualTo(new[] { "not sent: bad", why }));
    }

    [Test]
    public void Words_in_no_room_are_refused_without_getting_into_the_line()
    {
        var desk = new Desk();
        desk.Tell(EventKind.Parted, "lobby");
        desk.Enter("/me waves");
        desk.Answer(desk.Link.Asked[0], EventKind.Refused, "You are in no room.");
        Assert.That(desk.Lines[^2], Is.EqualTo("not sent: /me waves"));
        Assert.That(desk.Typed, Is.Empty);
    }

    [Test]
    public void The_first_key_behind_a_question_is_not_lost()
    {
        var desk = new Desk();
        desk.Type("\u0003");
        desk.Enter("@bob secret");
        Request told = desk.Link.Asked[^1];
        Assert.That((told.Verb, told.Text), Is.EqualTo((RequestVerb.Tell, "secret")));
    }

    [Test]
    public void Words_that_begin_with_y_do_not_leave()
    {
        var desk = new Desk();
        desk.Type("\u0003");
        desk.Enter("yes I think so");
        Assert.That(desk.Model.IsLeaving, Is.False);
        Assert.That(desk.Link.Asked[^1].Text, Is.EqualTo("yes I think so"));
    }

    [Test]
    public void A_paste_behind_a_question_is_kept()
    {
        var desk = new Desk();
        desk.Type("\u0003");
        desk.Paste("pasted");
        Assert.That(desk.Input, Is.EqualTo("[lobby] pasted"));
    }

    [TestCase("\u0003")]
    [TestCase("n")]
    public void A_paste_that_is_not_sent_stays_in_the_line(string no)
    {
        var desk = new Desk();
        desk.Paste("1\n2\n3\n4\n5\n6");
        desk.Type("\r" + no);
        Assert.That(desk.Model.Question, Is.Null);
        Assert.That(desk.Typed, Does.StartWith("1\n2\n3\n4\n5\n6"));
        Assert.That(desk.Link.Asked, Is.Empty);
    }

    [TestCase("\u001B[5~")]
    [TestCase("\u001B[6~")]
    [TestCase("\f")]
    [TestCase("\u001B1")]
    [TestCase("\u001B[1;3A")]
    public void To_look_around_keeps_a_question_open(string keys)
    {
        var desk = new Desk();
        desk.Join("dev");
        desk.Type("\u0003" + keys);
        Assert.That(desk.Model.Question, Is.Not.Null);
    }

    [Test]
    public void A_question_about_a_paste_does_not_follow_to_a_room_that_comes_unasked()
    {
        var desk = new Desk();
        desk.Paste("1\n2\n3\n4\n5\n6");
        desk.Type("\r");
        desk.Join("dev");
        desk.Type("y");
        Assert.That(desk.Link.Asked, Is.Empty);
        Assert.That(desk.Input, Is.EqualTo("[dev] y"));
        desk.Type("\u001B1\r");
        Assert.That(desk.Input, Does.StartWith("y: send 6 lines to lobby"));
        desk.Type("y");
        Assert.That(desk.Link.Asked.Select(static r => r.Target), Is.All.EqualTo("lobby"));
        Assert.That(desk.Link.Asked, Has.Count.EqualTo(6));
    }

    [Test]
    public void On_a_narrow_screen_a_question_tells_its_keys()
    {
        var desk = new Desk(columns: 40);
        desk.Type("\u0003");
        Assert.That(desk.Input, Is.EqualTo("Ctrl-C again leaves, any other key stays"));
    }

    [Test]
    public void Words_for_a_room_on_its_way_are_seen_waiting_for_it()
    {
        var desk = new Desk();
        desk.Enter("/join dev");
        desk.Enter("for dev only");
        Assert.That(desk.Lines[^1], Is.EqualTo("for dev: for dev only \u2026"));
        desk.Join("dev");
        Assert.That(desk.Lines[^1], Is.EqualTo("ann: for dev only \u2026"));
        desk.Type("\u001B1");
        Assert.That(desk.Lines, Has.None.Contains("for dev only"));
    }

    [Test]
    public void Words_in_another_room_do_not_wait_for_the_one_on_its_way()
    {
        var desk = new Desk();
        desk.Join("ops");
        desk.Enter("/join dev");
        desk.Enter("for dev");
        desk.Type("\u001B1");
        desk.Enter("for lobby");
        Request said = desk.Link.Asked[^1];
        Assert.That((said.Target, said.Text), Is.EqualTo(("lobby", "for lobby")));
        desk.Type("\u001B2");
        desk.Enter("for ops");
        Assert.That(desk.Link.Asked[^1].Target, Is.EqualTo("ops"), "back, but it did not wait");
        desk.Join("dev");
        Assert.That(desk.Input, Is.EqualTo("[ops]"), "nobody is taken away");
        said = desk.Link.Asked[^1];
        Assert.That((said.Target, said.Text), Is.EqualTo(("dev", "for dev")));
    }

    [TestCase("/nick anna", RequestVerb.Rename)]
    [TestCase("@bob hi", RequestVerb.Tell)]
    [TestCase("/users", RequestVerb.Members)]
    public void What_is_for_no_room_does_not_wait_for_one(string line, RequestVerb verb)
    {
        var desk = new Desk();
        desk.Enter("/join dev");
        desk.Enter(line);
        Assert.That(desk.Link.Asked[^1].Verb, Is.EqualTo(verb));
    }

    [Test]
    public void A_room_that_never_answers_gives_its_words_back_once()
    {
        var desk = new Desk();
        desk.Enter("/join dev");
        desk.Enter("for dev only");
        desk.Model.Disconnect("The connection is lost.");
        desk.Model.GiveUp(desk.Link.Asked[0], "The connection is lost.");
        desk.Model.Reconnect("ann", "ann");
        desk.Join("lobby", next: 1);
        desk.Time.Advance(3);
        desk.Model.Tick();
        Assert.That(
            desk.Lines.Count(static line => line == "not sent in dev: for dev only"),
            Is.EqualTo(1));
    }
}
