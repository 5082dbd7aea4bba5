using Protocol.Messages;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>Words go where the screen says, and to nobody else.</summary>
internal sealed class WordsTests
{
    private const string Up = "\u001B[A";

    [Test]
    public void What_is_refused_later_does_not_get_into_what_is_typed_next()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("@bob secret");
        terminal.Answer(terminal.Link.Asked[0], EventKind.Refused, "There is no bob.");
        terminal.Enter("hello");
        Assert.That(terminal.Link.Asked[^1].Text, Is.EqualTo("hello"));
    }

    [Test]
    public void What_is_refused_elsewhere_is_told_where_the_reader_is_and_comes_with_up()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Type("\u001B1");
        terminal.Enter("bad");
        terminal.Type("\u001B2");
        terminal.Answer(terminal.Link.Asked[0], EventKind.Refused, "That is not taken.");
        const string why = $"-- That is not taken. {TerminalSentences.UpBringsBack}";
        Assert.That(
            terminal.Lines[^2..],
            Is.EqualTo(new[] { $"{TerminalSentences.NotSent("lobby")}bad", why }));
        Assert.That(terminal.Typed, Is.Empty);
        terminal.Type(Up);
        Assert.That(terminal.Typed, Is.EqualTo("bad"));
        terminal.Type("\u001B1");
        Assert.That(
            terminal.Lines[^2..], Is.EqualTo(new[] { $"{TerminalSentences.NotSent("")}bad", why }));
    }

    [Test]
    public void Words_in_no_room_are_refused_without_getting_into_the_line()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Tell(EventKind.Parted, "lobby");
        terminal.Enter("/me waves");
        terminal.Answer(terminal.Link.Asked[0], EventKind.Refused, "You are in no room.");
        Assert.That(terminal.Lines[^2], Is.EqualTo($"{TerminalSentences.NotSent("")}/me waves"));
        Assert.That(terminal.Typed, Is.Empty);
    }

    [Test]
    public void The_first_key_behind_a_question_is_not_lost()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Type("\u0003");
        terminal.Enter("@bob secret");
        Request told = terminal.Link.Asked[^1];
        Assert.That((told.Verb, told.Text), Is.EqualTo((RequestVerb.Tell, "secret")));
    }

    [Test]
    public void Words_that_begin_with_y_do_not_leave()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Type("\u0003");
        terminal.Enter("yes I think so");
        Assert.That(terminal.Model.IsLeaving, Is.False);
        Assert.That(terminal.Link.Asked[^1].Text, Is.EqualTo("yes I think so"));
    }

    [Test]
    public void A_paste_behind_a_question_is_kept()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Type("\u0003");
        terminal.Paste("pasted");
        Assert.That(terminal.Input, Is.EqualTo("[lobby] pasted"));
    }

    [TestCase("\u0003")]
    [TestCase("n")]
    public void A_paste_that_is_not_sent_stays_in_the_line(string no)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste("1\n2\n3\n4\n5\n6");
        terminal.Type("\r" + no);
        Assert.That(terminal.Model.Question, Is.Null);
        Assert.That(terminal.Typed, Does.StartWith("1\n2\n3\n4\n5\n6"));
        Assert.That(terminal.Link.Asked, Is.Empty);
    }

    [TestCase("\u001B[5~")]
    [TestCase("\u001B[6~")]
    [TestCase("\f")]
    [TestCase("\u001B1")]
    [TestCase("\u001B[1;3A")]
    public void To_look_around_keeps_a_question_open(string keys)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Type("\u0003" + keys);
        Assert.That(terminal.Model.Question, Is.Not.Null);
    }

    [Test]
    public void A_question_about_a_paste_does_not_follow_to_a_room_that_comes_unasked()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste("1\n2\n3\n4\n5\n6");
        terminal.Type("\r");
        terminal.Join("dev");
        terminal.Type("y");
        Assert.That(terminal.Link.Asked, Is.Empty);
        Assert.That(terminal.Input, Is.EqualTo("[dev] y"));
        terminal.Type("\u001B1\r");
        Assert.That(terminal.Input, Does.StartWith(TerminalSentences.AskToSend(6, "lobby")));
        terminal.Type("y");
        Assert.That(terminal.Link.Asked.Select(static r => r.Target), Is.All.EqualTo("lobby"));
        Assert.That(terminal.Link.Asked, Has.Count.EqualTo(6));
    }

    [Test]
    public void On_a_narrow_screen_a_question_tells_its_keys()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 40);
        terminal.Type("\u0003");
        Assert.That(terminal.Input, Is.EqualTo(TerminalSentences.AgainLeaves));
    }

    [Test]
    public void Words_for_a_room_on_its_way_are_seen_waiting_for_it()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/join dev");
        terminal.Enter("for dev only");
        Assert.That(
            terminal.Lines[^1],
            Is.EqualTo($"{TerminalSentences.HeldFor("dev")}for dev only \u2026"));
        terminal.Join("dev");
        Assert.That(terminal.Lines[^1], Is.EqualTo("ann: for dev only \u2026"));
        terminal.Type("\u001B1");
        Assert.That(terminal.Lines, Has.None.Contains("for dev only"));
    }

    [Test]
    public void Words_in_another_room_do_not_wait_for_the_one_on_its_way()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("ops");
        terminal.Enter("/join dev");
        terminal.Enter("for dev");
        terminal.Type("\u001B1");
        terminal.Enter("for lobby");
        Request said = terminal.Link.Asked[^1];
        Assert.That((said.Target, said.Text), Is.EqualTo(("lobby", "for lobby")));
        terminal.Type("\u001B2");
        terminal.Enter("for ops");
        Assert.That(terminal.Link.Asked[^1].Target, Is.EqualTo("ops"), "back, but it did not wait");
        terminal.Join("dev");
        Assert.That(terminal.Input, Is.EqualTo("[ops]"), "nobody is taken away");
        said = terminal.Link.Asked[^1];
        Assert.That((said.Target, said.Text), Is.EqualTo(("dev", "for dev")));
    }

    [TestCase("/nick anna", RequestVerb.Rename)]
    [TestCase("@bob hi", RequestVerb.Tell)]
    [TestCase("/users", RequestVerb.Members)]
    public void What_is_for_no_room_does_not_wait_for_one(string line, RequestVerb verb)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/join dev");
        terminal.Enter(line);
        Assert.That(terminal.Link.Asked[^1].Verb, Is.EqualTo(verb));
    }

    [Test]
    public void A_room_that_never_answers_gives_its_words_back_once()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/join dev");
        terminal.Enter("for dev only");
        terminal.Model.Disconnect("The connection is lost.");
        terminal.Model.GiveUp(terminal.Link.Asked[0], "The connection is lost.");
        terminal.Model.Reconnect("ann", "ann");
        terminal.Join("lobby", next: 1);
        terminal.Time.Advance(3);
        terminal.Model.Tick();
        Assert.That(
            terminal.Lines.Count(
                static line => line == $"{TerminalSentences.NotSent("dev")}for dev only"),
            Is.EqualTo(1));
    }
}
