using Protocol.Messages;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using UnitTests.Sentences;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>A password that is typed at the terminal.</summary>
internal sealed class SecretTests
{
    [Test]
    public void It_is_sent_and_neither_shown_nor_found_again()
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
        Assert.That(terminal.Typed, Is.EqualTo("hello"), "Up shows what was said before");
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
    public void A_mistyped_command_with_a_password_is_masked_and_not_kept(string line)
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
    public void A_tab_behind_the_command_is_like_a_space()
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
    public void Other_lines_are_shown_as_they_are(string line)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("lobby");
        terminal.Type(line);
        Assert.That(terminal.Input, Does.Contain(line));
    }

    [Test]
    public void A_line_that_was_cleared_is_not_kept_either()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("lobby");
        terminal.Type("/oper open sesame");
        terminal.Type("\u0003");
        terminal.Type("\u001B[A");
        Assert.That(terminal.Typed, Is.Empty);
    }
}
