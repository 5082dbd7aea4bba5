using Protocol.Messages;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;
using UnitTests.Sentences;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>A password typed at the terminal.</summary>
internal sealed class SecretTests
{
    [Test]
    public void Password_is_sent_but_never_shown_or_recalled()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("lobby");
        terminal.Enter("hello");
        terminal.Type("/oper open sesame");
        Assert.That(terminal.Input, Does.Contain("/oper ***********").And.Not.Contain("open"));
        terminal.Type("\r");
        Request sent = terminal.Link.Last(RequestVerb.Oper);
        Assert.That((sent.Verb, sent.Text), Is.EqualTo((RequestVerb.Oper, "open sesame")));
        Assert.That(string.Join('\n', terminal.Screen()), Does.Not.Contain("sesame"));
        terminal.Type("\u001B[A");
        Assert.That(terminal.Typed, Is.EqualTo("hello"), "Up recalls the earlier message");
        terminal.Answer(sent, EventKind.Notice, "You are an operator now.");
        Assert.That(
            string.Join('\n', terminal.Screen()), Does.Contain("You are an operator now."));
    }

    [TestCase("/opr open sesame")]
    [TestCase("/opper open sesame")]
    [TestCase(" /oepr open sesame")]
    [TestCase("/pas open sesame")]
    [TestCase("//oper open sesame")]
    [TestCase(" //pass open sesame")]
    [TestCase("\u200B/opr open sesame")]
    public void Mistyped_command_with_a_password_is_masked_and_not_kept(string line)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("hello");
        terminal.Type(line);
        Assert.That(terminal.Input, Does.Contain("***").And.Not.Contain("open"));
        terminal.Type("\r");
        string nearest = line.Contains("pas") ? "pass" : "oper";
        Assert.That(string.Join('\n', terminal.Screen()), Does.Contain(
            SentencePart.After(word => InputSentences.UnknownCommand(word, nearest, ""))));
        Assert.That(string.Join('\n', terminal.Screen()), Does.Not.Contain("sesame"));
        Assert.That(terminal.Link.Asked.Single().Text, Is.EqualTo("hello"));
        terminal.Type("\u001B[A");
        Assert.That(terminal.Typed, Is.EqualTo("hello"));
    }

    [Test]
    public void Tab_after_the_command_acts_like_a_space()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste("/oper\topen sesame");
        Assert.That(terminal.Input, Does.Not.Contain("open"));
        terminal.Type("\r");
        Request sent = terminal.Link.Asked.Single();
        Assert.That((sent.Verb, sent.Text), Is.EqualTo((RequestVerb.Oper, "open sesame")));
    }

    [TestCase("/oper")]
    [TestCase("/part x")]
    [TestCase("/operator x")]
    [TestCase("say /oper x")]
    public void Other_lines_are_shown_unchanged(string line)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("lobby");
        terminal.Type(line);
        Assert.That(terminal.Input, Does.Contain(line));
    }

    [Test]
    public void Cleared_password_line_is_not_kept()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("lobby");
        terminal.Type("/oper open sesame");
        terminal.Type("\u0003");
        terminal.Type("\u001B[A");
        Assert.That(terminal.Typed, Is.Empty);
    }
}
