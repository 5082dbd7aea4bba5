using Protocol.Messages;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>A message goes only where the screen shows that it will go.</summary>
internal sealed class WordsTests
{
    private const string Up = "\u001B[A";

    [Test]
    public void Late_refusal_does_not_change_the_next_input()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("@bob secret");
        terminal.Answer(terminal.Link.Asked[0], EventKind.Refused, "There is no bob.");
        terminal.Enter("hello");
        Assert.That(terminal.Link.Asked[^1].Text, Is.EqualTo("hello"));
    }

    [Test]
    public void Refusal_from_another_room_is_shown_in_the_current_room()
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
    public void Refused_message_without_a_room_does_not_enter_the_input_line()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Tell(EventKind.Parted, "lobby");
        terminal.Enter("/me waves");
        terminal.Answer(terminal.Link.Asked[0], EventKind.Refused, "You are in no room.");
        Assert.That(terminal.Lines[^2], Is.EqualTo($"{TerminalSentences.NotSent("")}/me waves"));
        Assert.That(terminal.Typed, Is.Empty);
    }

    [Test]
    public void First_key_after_a_question_is_not_lost()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Type("\u0003");
        terminal.Enter("@bob secret");
        Request told = terminal.Link.Asked[^1];
        Assert.That((told.Verb, told.Text), Is.EqualTo((RequestVerb.Tell, "secret")));
    }

    [Test]
    public void Message_that_starts_with_y_does_not_confirm_leaving()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Type("\u0003");
        terminal.Enter("yes I think so");
        Assert.That(terminal.Model.IsLeaving, Is.False);
        Assert.That(terminal.Link.Asked[^1].Text, Is.EqualTo("yes I think so"));
    }

    [Test]
    public void Paste_after_a_question_is_kept()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Type("\u0003");
        terminal.Paste("pasted");
        Assert.That(terminal.Input, Is.EqualTo("[lobby] pasted"));
    }

    [TestCase("\u0003")]
    [TestCase("n")]
    public void Declined_paste_stays_in_the_input_line(string no)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste("1\n2\n3\n4\n5\n6");
        terminal.Type("\r" + no);
        Assert.That(terminal.Model.Question, Is.Null);
        Assert.That(terminal.Typed, Is.EqualTo("1\n2\n3\n4\n5\n6"), "without the n");
        Assert.That(terminal.Link.Asked, Is.Empty);
    }

    [TestCase("\u001B[5~")]
    [TestCase("\u001B[6~")]
    [TestCase("\f")]
    [TestCase("\u001B1")]
    [TestCase("\u001B[1;3A")]
    public void Scrolling_and_switching_rooms_keep_a_question_open(string keys)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Type("\u0003" + keys);
        Assert.That(terminal.Model.Question, Is.Not.Null);
    }

    [Test]
    public void Question_about_a_paste_stays_in_its_room_when_another_is_shown()
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
    public void Question_on_a_narrow_screen_shows_its_keys()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 40);
        terminal.Type("\u0003");
        Assert.That(terminal.Input, Is.EqualTo(TerminalSentences.AgainLeaves));
    }

    [Test]
    public void Messages_for_a_pending_join_are_shown_as_waiting()
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
    public void Messages_in_another_room_do_not_wait_for_a_pending_join()
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
        Assert.That(terminal.Link.Asked[^1].Target, Is.EqualTo("ops"), "back, without waiting");
        terminal.Join("dev");
        Assert.That(terminal.Input, Is.EqualTo("[ops]"), "the shown room does not change");
        said = terminal.Link.Asked[^1];
        Assert.That((said.Target, said.Text), Is.EqualTo(("dev", "for dev")));
    }

    [TestCase("/nick anna", RequestVerb.Rename)]
    [TestCase("@bob hi", RequestVerb.Tell)]
    [TestCase("/users", RequestVerb.Members)]
    public void Requests_without_a_room_do_not_wait_for_a_pending_join(
        string line, RequestVerb verb)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/join dev");
        terminal.Enter(line);
        Assert.That(terminal.Link.Asked[^1].Verb, Is.EqualTo(verb));
    }

    [Test]
    public void Unanswered_join_gives_its_messages_back_once()
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
