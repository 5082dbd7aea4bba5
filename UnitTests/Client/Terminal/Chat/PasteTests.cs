using Protocol;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;
using UnitTests.Sentences;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>Pasted blocks: their empty lines, and lines after a command.</summary>
internal sealed class PasteTests
{
    private const string Up = "\u001B[A";

    [TestCase(
        "def f():\n    x = 1\n\n    return x\n\n\nf()",
        "0 def f():|0     x = 1|1     return x|2 f()")]
    [TestCase("\n\n one\n\n", "0  one")]
    [TestCase("one\n \n\t\ntwo", "0 one|2 two")]
    [TestCase("one\n\n\n\n\ntwo", "0 one|2 two")]
    public void Pasted_block_keeps_its_empty_lines(string pasted, string sent)
    {
        foreach (string first in new[] { "", "@bob look:\n" })
        {
            TerminalHarness terminal = new TerminalHarness(columns: 200);
            terminal.Paste(first + pasted);
            terminal.Type("\r");
            IEnumerable<Request> code = terminal.Link.Asked.Skip(first.Length > 0 ? 1 : 0);
            string[] all = [.. code.Select(static r => $"{r.Number} {r.Text}")];
            string expected = first.Length > 0 && pasted[0] == '\n' ? "2" + sent[1..] : sent;
            Assert.That(string.Join('|', all), Is.EqualTo(expected));
            Assert.That(
                terminal.Lines.Contains(
                    $"-- {InputSentences.EmptyLinesShortened(WireLimits.EmptyLines)}"),
                Is.EqualTo(pasted.Contains("\n\n\n\n")));
        }
    }

    [Test]
    public void Empty_line_is_drawn_after_its_senders_name()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste("one\n\ntwo");
        terminal.Type("\r");
        Assert.That(
            terminal.Lines[^3..], Is.EqualTo(
                new[] { "ann: one \u2026", "ann:", "ann: two \u2026" }));
        Tell(terminal, EventKind.Said, "ann", "one", 0, TerminalHarness.OwnId);
        Tell(terminal, EventKind.Said, "ann", "two", 1, TerminalHarness.OwnId);
        Assert.That(terminal.Lines[^3..], Is.EqualTo(new[] { "ann: one", "ann:", "ann: two" }));
        Tell(terminal, EventKind.Told, "bob", "psst", 1);
        terminal.Type("\u001B2");
        Assert.That(terminal.Lines[^2..], Is.EqualTo(new[] { "bob:", "bob: psst" }));
    }

    [TestCase(EventKind.Said, 3ul, 3)]
    [TestCase(EventKind.Said, ulong.MaxValue, 3)]
    [TestCase(EventKind.Acted, 2ul, 1)]
    public void Server_cannot_cause_more_than_two_empty_lines(
        EventKind kind, ulong number, int rows)
    {
        TerminalHarness terminal = new TerminalHarness();
        int before = terminal.Lines.Length;
        Tell(terminal, kind, "bob", "hi", number);
        Assert.That(terminal.Lines, Has.Length.EqualTo(before + rows));
    }

    [TestCase("/join dev\nhello\n\nhow are you", "0 hello|1 how are you")]
    [TestCase("/join DEV\n\n\nhello", "0 hello")]
    [TestCase("/join dev\n/quit\n@bob x\nexit", "0 /quit|0 @bob x|0 exit")]
    public void Lines_after_a_join_are_sent_to_that_room(string pasted, string said)
    {
        foreach (bool isKnown in new[] { true, false })
        {
            TerminalHarness terminal = new TerminalHarness();
            if (isKnown)
            {
                terminal.Join("dev");
                terminal.Type("\u001B1");
            }

            terminal.Paste(pasted);
            terminal.Type("\r");
            if (!isKnown)
            {
                Assert.That(terminal.Link.Asked.Single().Verb, Is.EqualTo(RequestVerb.Join));
                Assert.That(terminal.Lines[^1], Does.StartWith(
                    SentencePart.Before(TerminalSentences.HeldFor)));
                terminal.Join("dev");
            }

            Request[] all = [.. terminal.Link.Asked.Where(static r => r.Verb != RequestVerb.Join)];
            Assert.That(all.Select(static r => r.Verb), Is.All.EqualTo(RequestVerb.Say));
            Assert.That(all.Select(static r => r.Target), Is.All.EqualTo("dev"));
            Assert.That(
                string.Join('|', all.Select(static r => $"{r.Number} {r.Text}")),
                Is.EqualTo(said));
            Assert.That(terminal.Input, Is.EqualTo("[dev]"));
            Assert.That(
                terminal.Lines,
                Has.None.StartsWith(SentencePart.Before(TerminalSentences.HeldFor)));
        }
    }

    [Test]
    public void Lines_after_a_join_go_to_that_room_even_if_another_room_is_shown()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("ops");
        terminal.Paste("/join dev\nhello");
        terminal.Type("\r\u001B1");
        terminal.Join("dev");
        Request said = terminal.Link.Asked[^1];
        Assert.That((said.Target, said.Text), Is.EqualTo(("dev", "hello")));
        Assert.That(terminal.Input, Is.EqualTo("[lobby]"));
    }

    [Test]
    public void Lines_after_a_refused_join_are_not_sent_and_return_with_it(
        [Values] bool isAnswered)
    {
        const string Pasted = "/join dev\nhello\n/quit";
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste(Pasted);
        terminal.Type("\r");
        Request join = terminal.Link.Asked.Single();
        if (isAnswered)
        {
            terminal.Answer(join, EventKind.Refused, "There is no place.");
        }
        else
        {
            terminal.Model.GiveUp(join, "It is lost.");
        }

        Assert.That(terminal.Link.Asked, Has.Count.EqualTo(1));
        Assert.That(terminal.Lines[^1], Does.EndWith(TerminalSentences.UpBringsBack));
        Assert.That(
            string.Join(' ', terminal.Lines),
            Does.Contain(TerminalSentences.NotSent("dev").TrimEnd(' ', ':')));
        Assert.That(
            terminal.Screen(), Has.Some.Contains("dev\u21B5hello\u21B5/quit"), "as it was typed");
        terminal.Type(Up);
        Assert.That(terminal.Typed, Is.EqualTo(Pasted));
    }

    [TestCase("/quit")]
    [TestCase("/exit bye")]
    [TestCase("/leave")]
    [TestCase("/leave lobby")]
    [TestCase("/part")]
    [TestCase("/stop")]
    [TestCase("/bell")]
    [TestCase("/keys")]
    [TestCase("/reconnect")]
    public void Lines_after_a_quit_or_similar_command_stay_in_the_input_line(string command)
    {
        TerminalHarness terminal = new TerminalHarness(columns: 200);
        terminal.Join("dev");
        terminal.Type("\u001B1");
        terminal.Paste($"{command}\nhello\nhow are you");
        terminal.Type("\r");
        Assert.That(terminal.Link.Asked, Is.Empty);
        Assert.That(terminal.Model.IsLeaving, Is.False);
        Assert.That(terminal.Typed, Is.EqualTo($"{command}\nhello\nhow are you"));
        Assert.That(
            terminal.Lines, Does.Contain($"-- {TerminalSentences.LinesBehind(command)}"));
    }

    [TestCase("/jion dev\nhello")]
    [TestCase("/nick\nhello")]
    [TestCase("/join\nhello")]
    [TestCase("/oper\nhello")]
    [TestCase("@bob\nhello")]
    public void Lines_after_an_invalid_command_return_with_it(string pasted)
    {
        TerminalHarness terminal = new TerminalHarness(columns: 200);
        terminal.Paste(pasted);
        terminal.Type("\r");
        Assert.That(terminal.Link.Asked, Is.Empty);
        Assert.That(
            string.Join(' ', terminal.Lines), Does.Contain(TerminalSentences.NothingSent));
        terminal.Type(Up);
        Assert.That(terminal.Typed, Is.EqualTo(pasted));
    }

    [TestCase("/nick eve\nhello", RequestVerb.Rename, "lobby")]
    [TestCase("/topic tea\nhello", RequestVerb.Topic, "lobby")]
    [TestCase("/me waves\nhello", RequestVerb.Me, "lobby")]
    [TestCase("/leave dev\nhello", RequestVerb.Leave, "lobby")]
    [TestCase("quit\nhello", RequestVerb.Say, "lobby")]
    [TestCase("exit\nhello", RequestVerb.Say, "lobby")]
    public void Lines_after_other_commands_are_sent_to_the_shown_room(
        string pasted, RequestVerb first, string room)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Type("\u001B1");
        terminal.Paste(pasted);
        terminal.Type("\r");
        Assert.That(terminal.Link.Asked[0].Verb, Is.EqualTo(first));
        Request said = terminal.Link.Asked[1];
        Assert.That(
            (said.Verb, said.Target, said.Text), Is.EqualTo((RequestVerb.Say, room, "hello")));
        Assert.That(terminal.Model.IsLeaving, Is.False);
    }

    [TestCase("/join dev\n1\n2\n3\n4\n5", "dev")]
    [TestCase("@bob 1\n2\n3\n4\n5\n6", "bob")]
    [TestCase("1\n2\n3\n\n4\n5\n6", "lobby")]
    public void Question_before_many_lines_names_their_target(string pasted, string target)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste(pasted);
        terminal.Type("\r");
        Assert.That(
            terminal.Input, Is.EqualTo(TerminalSentences.AskToSend(6, target)));
        terminal.Type("y");
        Assert.That(terminal.Link.Asked, Is.Not.Empty);
        Assert.That(terminal.Typed, Is.Empty);
    }

    [Test]
    public void Block_after_a_join_stays_in_the_input_line_without_a_connection()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Type("\u001B1");
        terminal.Link.IsUp = false;
        terminal.Paste("/join dev\nhello");
        terminal.Type("\r");
        Assert.That(terminal.Link.Asked, Is.Empty);
        Assert.That(terminal.Typed, Is.EqualTo("/join dev\nhello"));
    }

    private static void Tell(
        TerminalHarness terminal, EventKind kind, string name, string text, ulong number,
        ulong sender = 9) =>
        terminal.Model.Take(new ChatEvent
        {
            Kind = kind,
            Room = kind == EventKind.Told ? "" : "lobby",
            Name = name,
            Text = text,
            Number = number,
            SenderId = sender,
            Time = terminal.Time.GetUtcNow(),
        });
}
