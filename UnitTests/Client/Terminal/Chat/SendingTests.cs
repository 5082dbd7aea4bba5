using Protocol.Messages;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>Own messages, from the key press to the confirmation of the server.</summary>
internal sealed class SendingTests
{
    [Test]
    public void Own_messages_are_pending_until_the_server_delivers_them()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("one");
        terminal.Enter("/me two");
        Assert.That(
            terminal.Lines[^2..], Is.EqualTo(new[] { "ann: one \u2026", "* ann two \u2026" }));
        terminal.Say("bob", "between");
        Assert.That(terminal.Lines[^3..], Is.EqualTo(new[]
        {
            "bob: between", "ann: one \u2026", "* ann two \u2026",
        }));
        terminal.Confirm("one");
        terminal.Tell(EventKind.Acted, "lobby", "ann", "two", TerminalHarness.OwnId);
        Assert.That(terminal.Lines[^3..], Is.EqualTo(new[]
        {
            "bob: between", "ann: one", "* ann two",
        }));
    }

    [Test]
    public void Refused_message_keeps_its_text()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("bad");
        terminal.Answer(terminal.Link.Asked[0], EventKind.Refused, "That is not taken.");
        Assert.That(terminal.Lines[^2..], Is.EqualTo(new[]
        {
            $"{TerminalSentences.NotSent("")}bad",
            $"-- That is not taken. {TerminalSentences.UpBringsBack}",
        }));
        terminal.Type("\u001B[A");
        Assert.That(terminal.Typed, Is.EqualTo("bad"));
    }

    [Test]
    public void Refused_message_does_not_overwrite_newer_input()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("bad");
        terminal.Type("next");
        terminal.Answer(terminal.Link.Asked[0], EventKind.Refused, "That is not taken.");
        Assert.That(terminal.Typed, Is.EqualTo("next"));
        terminal.Type("\u001B[A");
        Assert.That(terminal.Typed, Is.EqualTo("bad"));
    }

    [TestCase("first\n/two", "//two")]
    [TestCase("first\n  /* two */", "//* two */")]
    public void Returned_text_means_the_same_when_sent_again(string pasted, string back)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste(pasted);
        terminal.Type("\r");
        terminal.Answer(terminal.Link.Asked[1], EventKind.Refused, "That is not taken.");
        terminal.Type("\u001B[A");
        Assert.That(terminal.Typed, Is.EqualTo(back));
        terminal.Type("\r");
        Assert.That(terminal.Link.Asked[^1].Verb, Is.EqualTo(RequestVerb.Say));
        Assert.That(terminal.Link.Asked[^1].Text.Trim(), Is.EqualTo(pasted.Split('\n')[1].Trim()));
    }

    [TestCase("@carl two")]
    [TestCase(" @carl two")]
    public void Returned_line_with_a_recipient_is_private_when_sent_again(string line)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste("first\n" + line);
        terminal.Type("\r");
        terminal.Answer(terminal.Link.Asked[1], EventKind.Refused, "That is not taken.");
        terminal.Type("\u001B[A");
        Assert.That(terminal.Typed, Is.EqualTo(line));
        terminal.Type("\r");
        Request again = terminal.Link.Asked[^1];
        Assert.That(
            (again.Verb, again.Target, again.Text),
            Is.EqualTo((RequestVerb.Tell, "carl", "two")));
    }

    [Test]
    public void Private_message_is_shown_to_its_sender_and_confirmed_by_the_answer()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/query bob psst");
        Assert.That(terminal.Lines, Does.Contain("ann: psst \u2026"));
        terminal.Answer(terminal.Link.Asked[0], EventKind.Done);
        Assert.That(terminal.Lines, Does.Contain("ann: psst"));
    }

    [Test]
    public void Overlong_message_is_neither_sent_nor_lost()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 200);
        terminal.Enter(new string('x', 101));
        Assert.That(terminal.Link.Asked, Is.Empty);
        Assert.That(terminal.Typed, Has.Length.EqualTo(101));
        Assert.That(
            string.Join(' ', terminal.Lines),
            Does.Contain(Refusal.For(RefusalCode.MessageTooLong, "100").Sentence));
    }

    [Test]
    public void Message_without_a_connection_is_neither_sent_nor_lost()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Link.IsUp = false;
        terminal.Enter("hello");
        Assert.That(terminal.Link.Asked, Is.Empty);
        Assert.That(terminal.Typed, Is.EqualTo("hello"));
    }

    [Test]
    public void Enter_sends_up_to_five_pasted_lines()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste("1\n2\n3\n4\n5\n");
        Assert.That(terminal.Link.Asked, Is.Empty, "never without Enter");
        terminal.Type("\r");
        Assert.That(terminal.Link.Asked.Select(static r => r.Text), Is.EqualTo(
            new[] { "1", "2", "3", "4", "5" }));
    }

    [Test]
    public void More_than_five_lines_need_a_confirmation()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste("1\n2\n3\n4\n5\n6");
        terminal.Type("\r");
        Assert.That(terminal.Input, Is.EqualTo(TerminalSentences.AskToSend(6, "lobby")));
        terminal.Type("n");
        Assert.That(terminal.Link.Asked, Is.Empty);
        Assert.That(terminal.Typed, Does.StartWith("1\n2"));
        terminal.Type("\ry");
        Assert.That(terminal.Link.Asked, Has.Count.EqualTo(6));
        Assert.That(terminal.Typed, Is.Empty);
    }

    [Test]
    public void Pasted_lines_are_not_commands_and_follow_the_first_line()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste("@bob look:\n/quit\n@carl x");
        terminal.Type("\r");
        Assert.That(
            terminal.Link.Asked.Select(static r => (r.Verb, r.Target, r.Text)),
            Is.EqualTo(new[]
            {
                (RequestVerb.Tell, "bob", "look:"),
                (RequestVerb.Tell, "bob", "/quit"),
                (RequestVerb.Tell, "bob", "@carl x"),
            }));
        Assert.That(terminal.Model.IsLeaving, Is.False);
    }

    [Test]
    public void Ctrl_C_clears_the_line_and_then_asks_before_leaving()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Type("text\u0003");
        Assert.That(terminal.Typed, Is.Empty);
        terminal.Type("\u0003");
        Assert.That(terminal.Input, Does.StartWith(TerminalSentences.AgainLeaves));
        terminal.Type("\u001B[C");
        Assert.That(terminal.Model.IsLeaving, Is.False);
        terminal.Type("\u0003\u0003");
        Assert.That(terminal.Model.IsLeaving, Is.True);
    }

    [TestCase("/quit")]
    [TestCase("exit")]
    [TestCase("/quit bye")]
    [TestCase("/EXIT x")]
    public void Exit_word_needs_no_confirmation(string line)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter(line);
        Assert.That(terminal.Model.IsLeaving, Is.True);
    }

    [Test]
    public void Answers_to_the_user_are_shown_and_background_answers_are_not()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/help");
        terminal.Answer(terminal.Link.Asked[0], EventKind.Notice, "one\ntwo");
        Assert.That(terminal.Lines, Does.Contain("-- one").And.Contain("-- two"));
        int before = terminal.Lines.Length;
        var quiet = new Request(RequestVerb.Members, "lobby") { IsQuiet = true };
        terminal.Answer(quiet, EventKind.Refused, "no");
        Assert.That(terminal.Lines, Has.Length.EqualTo(before));
    }

    [TestCase("/jion math", "jion", "join")]
    [TestCase("/bel", "bel", "bell")]
    [TestCase("/xyzzy", "xyzzy", null)]
    public void Unknown_command_is_refused_by_the_server(
        string line, string word, string? near)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter(line);
        Request asked = terminal.Link.Asked.Single();
        Assert.That(asked.Verb, Is.EqualTo(RequestVerb.Line));
        Assert.That(asked.Text, Is.EqualTo(line));
        Assert.That(asked.Target, Is.EqualTo("lobby"));
        terminal.Refuse(
            asked,
            RefusalCode.UnknownCommand,
            "There is no command 'x'.",
            "Did you mean /xyz?");
        string answer = new UnknownCommand(word, near).Explain("Did you mean /xyz?");
        Assert.That(string.Join(' ', terminal.Lines), Does.Contain($"-- {answer}"));
        Assert.That(string.Join(' ', terminal.Lines), Does.Not.Contain("There is no command"));
        terminal.Type("\u001B[A");
        Assert.That(terminal.Typed, Is.EqualTo(line));
    }

    [Test]
    public void Unknown_command_of_a_newer_server_shows_its_answer()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/dance");
        terminal.Answer(terminal.Link.Asked[0], EventKind.Notice, "You dance.");
        Assert.That(terminal.Lines, Does.Contain("-- You dance."));
        terminal.Enter("/dance more");
        terminal.Answer(terminal.Link.Asked[1], EventKind.Done, "Done dancing.");
        Assert.That(terminal.Lines, Does.Contain("-- Done dancing."));
    }

    [Test]
    public void Lines_after_an_unknown_command_are_not_sent()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste("/jion math\nfor the room");
        terminal.Type("\r");
        Assert.That(terminal.Link.Asked, Is.Empty);
        string[] words = string.Join(' ', terminal.Lines)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(string.Join(' ', words), Does.Contain(TerminalSentences.NothingSent));
    }

    [TestCase("/join")]
    [TestCase("/msg bob")]
    public void Invalid_command_is_explained_and_removed_from_the_input_line(string line)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter(line);
        string why = TypedLine.Read(line, "lobby", byHand: true).Explanation!;
        Assert.That(string.Join(' ', terminal.Lines), Does.Contain($"-- {why}"));
        Assert.That(terminal.Typed, Is.Empty);
        terminal.Enter("next");
        Assert.That(terminal.Link.Asked.Single().Text, Is.EqualTo("next"));
        terminal.Type("\u001B[A\u001B[A");
        Assert.That(terminal.Typed, Is.EqualTo(line));
    }

    [Test]
    public void Pasted_code_keeps_its_tabs()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste("if x:\n\ty\t= 1");
        terminal.Type("\r");
        Assert.That(
            terminal.Link.Asked.Select(static r => r.Text),
            Is.EqualTo(new[] { "if x:", "\ty\t= 1" }));
        Assert.That(terminal.Lines[^1], Is.EqualTo("ann:     y   = 1 \u2026"));
        terminal.Say("bob", "\t\tz");
        Assert.That(terminal.Lines, Does.Contain("bob:         z"));
    }
}
