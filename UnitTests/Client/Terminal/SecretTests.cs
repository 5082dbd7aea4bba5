using Protocol.Messages;
using SimpleClient.Terminal.Chat;

namespace UnitTests.Client.Terminal;

/// <summary>A password that is typed at the terminal.</summary>
internal sealed class SecretTests
{
    [Test]
    public void It_is_sent_and_neither_shown_nor_found_again()
    {
        var desk = new Desk();
        desk.Join("lobby");
        desk.Enter("hello");
        desk.Type("/oper open sesame");
        Assert.That(desk.Input, Does.Contain("/oper ***********").And.Not.Contain("open"));
        desk.Type("\r");
        Request sent = desk.Link.Last(RequestVerb.Oper);
        Assert.That((sent.Verb, sent.Text), Is.EqualTo((RequestVerb.Oper, "open sesame")));
        Assert.That(string.Join('\n', desk.Screen()), Does.Not.Contain("sesame"));
        desk.Type("\u001B[A");
        Assert.That(desk.Typed, Is.EqualTo("hello"), "Up shows what was said before");
        desk.Answer(sent, EventKind.Notice, "You are an operator now.");
        Assert.That(
            string.Join('\n', desk.Screen()), Does.Contain("You are an operator now."));
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
        var desk = new Desk();
        desk.Enter("hello");
        desk.Type(line);
        Assert.That(desk.Input, Does.Contain("***").And.Not.Contain("open"));
        desk.Type("\r");
        Assert.That(string.Join('\n', desk.Screen()), Does.Contain("Did you mean"));
        Assert.That(string.Join('\n', desk.Screen()), Does.Not.Contain("sesame"));
        Assert.That(desk.Link.Asked.Single().Text, Is.EqualTo("hello"));
        desk.Type("\u001B[A");
        Assert.That(desk.Typed, Is.EqualTo("hello"));
    }

    [Test]
    public void A_tab_behind_the_command_is_like_a_space()
    {
        var desk = new Desk();
        desk.Paste("/oper\topen sesame");
        Assert.That(desk.Input, Does.Not.Contain("open"));
        desk.Type("\r");
        Request sent = desk.Link.Asked.Single();
        Assert.That((sent.Verb, sent.Text), Is.EqualTo((RequestVerb.Oper, "open sesame")));
    }

    [TestCase("/oper")]
    [TestCase("/part x")]
    [TestCase("/operator x")]
    [TestCase("say /oper x")]
    public void Other_lines_are_shown_as_they_are(string line)
    {
        var desk = new Desk();
        desk.Join("lobby");
        desk.Type(line);
        Assert.That(desk.Input, Does.Contain(line));
    }

    [Test]
    public void A_line_that_was_cleared_is_not_kept_either()
    {
        var desk = new Desk();
        desk.Join("lobby");
        desk.Type("/oper open sesame");
        desk.Type("\u0003");
        desk.Type("\u001B[A");
        Assert.That(desk.Typed, Is.Empty);
    }
}
