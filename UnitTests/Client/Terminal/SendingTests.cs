using Protocol.Messages;
using SimpleClient.Terminal.Chat;

namespace UnitTests.Client.Terminal;

/// <summary>Own words, from the key to the server's word that they arrived.</summary>
internal sealed class SendingTests
{
    [Test]
    public void Own_words_wait_until_the_server_tells_them()
    {
        var desk = new Desk();
        desk.Enter("one");
        desk.Enter("/me two");
        Assert.That(desk.Lines[^2..], Is.EqualTo(new[] { "ann: one \u2026", "* ann two \u2026" }));
        desk.Say("bob", "between");
        Assert.That(desk.Lines[^3..], Is.EqualTo(new[]
        {
            "bob: between", "ann: one \u2026", "* ann two \u2026",
        }));
        desk.Confirm("one");
        desk.Tell(EventKind.Acted, "lobby", "ann", "two", Desk.OwnId);
        Assert.That(desk.Lines[^3..], Is.EqualTo(new[]
        {
            "bob: between", "ann: one", "* ann two",
        }));
    }

    [Test]
    public void A_refused_message_keeps_its_text()
    {
        var desk = new Desk();
        desk.Enter("bad");
        desk.Answer(desk.Link.Asked[0], EventKind.Refused, "That is not taken.");
        Assert.That(desk.Lines[^2..], Is.EqualTo(new[]
        {
            "not sent: bad", "-- That is not taken. Up brings it back.",
        }));
        desk.Type("\u001B[A");
        Assert.That(desk.Typed, Is.EqualTo("bad"));
    }

    [Test]
    public void A_refused_message_does_not_overwrite_what_is_typed_meanwhile()
    {
        var desk = new Desk();
        desk.Enter("bad");
        desk.Type("next");
        desk.Answer(desk.Link.Asked[0], EventKind.Refused, "That is not taken.");
        Assert.That(desk.Typed, Is.EqualTo("next"));
        desk.Type("\u001B[A");
        Assert.That(desk.Typed, Is.EqualTo("bad"));
    }

    [TestCase("first\n/two", "//two")]
    [TestCase("first\n  /* two */", "//* two */")]
    public void What_is_given_back_means_the_same_when_it_is_sent_again(string pasted, string back)
    {
        var desk = new Desk();
        desk.Paste(pasted);
        desk.Type("\r");
        desk.Answer(desk.Link.Asked[1], EventKind.Refused, "That is not taken.");
        desk.Type("\u001B[A");
        Assert.That(desk.Typed, Is.EqualTo(back));
        desk.Type("\r");
        Assert.That(desk.Link.Asked[^1].Verb, Is.EqualTo(RequestVerb.Say));
        Assert.That(desk.Link.Asked[^1].Text.Trim(), Is.EqualTo(pasted.Split('\n')[1].Trim()));
    }

    [TestCase("@carl two")]
    [TestCase(" @carl two")]
    public void A_line_with_a_name_in_front_is_for_that_person_when_it_is_sent_again(string line)
    {
        var desk = new Desk();
        desk.Paste("first\n" + line);
        desk.Type("\r");
        desk.Answer(desk.Link.Asked[1], EventKind.Refused, "That is not taken.");
        desk.Type("\u001B[A");
        Assert.That(desk.Typed, Is.EqualTo(line));
        desk.Type("\r");
        Request again = desk.Link.Asked[^1];
        Assert.That(
            (again.Verb, again.Target, again.Text),
            Is.EqualTo((RequestVerb.Tell, "carl", "two")));
    }

    [Test]
    public void A_private_message_is_shown_to_its_sender_and_confirmed_by_the_answer()
    {
        var desk = new Desk();
        desk.Enter("@bob psst");
        Assert.That(desk.Lines[^1], Is.EqualTo("(private to bob) psst \u2026"));
        desk.Answer(desk.Link.Asked[0], EventKind.Done);
        Assert.That(desk.Lines[^1], Is.EqualTo("(private to bob) psst"));
    }

    [Test]
    public void A_message_that_is_too_long_is_not_sent_and_not_lost()
    {
        var desk = new Desk();
        desk.Enter(new string('x', 101));
        Assert.That(desk.Link.Asked, Is.Empty);
        Assert.That(desk.Typed, Has.Length.EqualTo(101));
        Assert.That(desk.Lines.Any(static line => line.Contains("100 bytes")), Is.True);
    }

    [Test]
    public void Without_a_connection_nothing_is_sent_and_nothing_lost()
    {
        var desk = new Desk();
        desk.Link.IsUp = false;
        desk.Enter("hello");
        Assert.That(desk.Link.Asked, Is.Empty);
        Assert.That(desk.Typed, Is.EqualTo("hello"));
    }

    [Test]
    public void Up_to_five_pasted_lines_go_out_with_enter()
    {
        var desk = new Desk();
        desk.Paste("1\n2\n3\n4\n5\n");
        Assert.That(desk.Link.Asked, Is.Empty, "never without Enter");
        desk.Type("\r");
        Assert.That(desk.Link.Asked.Select(static r => r.Text), Is.EqualTo(
            new[] { "1", "2", "3", "4", "5" }));
    }

    [Test]
    public void More_than_five_lines_are_asked_for_first()
    {
        var desk = new Desk();
        desk.Paste("1\n2\n3\n4\n5\n6");
        desk.Type("\r");
        Assert.That(desk.Input, Does.StartWith("y: send 6 lines to lobby;"));
        desk.Type("n");
        Assert.That(desk.Link.Asked, Is.Empty);
        Assert.That(desk.Typed, Does.StartWith("1\n2"));
        desk.Type("\ry");
        Assert.That(desk.Link.Asked, Has.Count.EqualTo(6));
        Assert.That(desk.Typed, Is.Empty);
    }

    [Test]
    public void Pasted_lines_are_not_commands_but_go_where_the_first_goes()
    {
        var desk = new Desk();
        desk.Paste("@bob look:\n/quit\n@carl x");
        desk.Type("\r");
        Assert.That(
            desk.Link.Asked.Select(static r => (r.Verb, r.Target, r.Text)),
            Is.EqualTo(new[]
            {
                (RequestVerb.Tell, "bob", "look:"),
                (RequestVerb.Tell, "bob", "/quit"),
                (RequestVerb.Tell, "bob", "@carl x"),
            }));
        Assert.That(desk.Model.IsLeaving, Is.False);
    }

    [Test]
    public void Ctrl_C_clears_the_line_first_and_asks_before_leaving()
    {
        var desk = new Desk();
        desk.Type("text\u0003");
        Assert.That(desk.Typed, Is.Empty);
        desk.Type("\u0003");
        Assert.That(desk.Input, Does.StartWith("Ctrl-C again leaves"));
        desk.Type("\u001B[C");
        Assert.That(desk.Model.IsLeaving, Is.False);
        desk.Type("\u0003\u0003");
        Assert.That(desk.Model.IsLeaving, Is.True);
    }

    [TestCase("/quit")]
    [TestCase("exit")]
    [TestCase("/quit bye")]
    [TestCase("/EXIT x")]
    public void Leaving_by_word_needs_no_question(string line)
    {
        var desk = new Desk();
        desk.Enter(line);
        Assert.That(desk.Model.IsLeaving, Is.True);
    }

    [Test]
    public void Answers_to_people_are_shown_and_those_to_the_program_are_not()
    {
        var desk = new Desk();
        desk.Enter("/help");
        desk.Answer(desk.Link.Asked[0], EventKind.Notice, "one\ntwo");
        Assert.That(desk.Lines, Does.Contain("-- one").And.Contain("-- two"));
        int before = desk.Lines.Length;
        var quiet = new Request(RequestVerb.Members, "lobby") { IsQuiet = true };
        desk.Answer(quiet, EventKind.Refused, "no");
        Assert.That(desk.Lines, Has.Length.EqualTo(before));
    }

    [TestCase("/jion math", "-- Unknown command /jion. Did you mean /join?")]
    [TestCase("/bel", "-- Unknown command /bel. Did you mean /bell?")]
    [TestCase("/xyzzy", "-- Unknown command /xyzzy. /help lists the commands.")]
    [TestCase("/join", "-- Something is missing. Use it like this: /join ROOM")]
    [TestCase("@bob", "-- @bob alone says nothing.")]
    public void A_wrong_command_is_explained_and_does_not_stay_in_the_line(
        string line, string answer)
    {
        var desk = new Desk();
        desk.Enter(line);
        Assert.That(string.Join(' ', desk.Lines), Does.Contain(answer));
        Assert.That(desk.Typed, Is.Empty);
        desk.Enter("next");
        Assert.That(desk.Link.Asked.Single().Text, Is.EqualTo("next"));
        desk.Type("\u001B[A\u001B[A");
        Assert.That(desk.Typed, Is.EqualTo(line));
    }

    [Test]
    public void Pasted_code_keeps_its_tabs()
    {
        var desk = new Desk();
        desk.Paste("if x:\n\ty\t= 1");
        desk.Type("\r");
        Assert.That(
            desk.Link.Asked.Select(static r => r.Text),
            Is.EqualTo(new[] { "if x:", "\ty\t= 1" }));
        Assert.That(desk.Lines[^1], Is.EqualTo("ann:     y   = 1 \u2026"));
        desk.Say("bob", "\t\tz");
        Assert.That(desk.Lines, Does.Contain("bob:         z"));
    }
}
