using Protocol.Messages;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Requests;

namespace UnitTests.Client.Terminal;

/// <summary>Passwords that the terminal client asks for.</summary>
internal sealed class SecretFormTests
{
    private const string Up = "\u001b[A";

    private TerminalHarness _terminal = null!;

    [SetUp]
    public void Start() => _terminal = new TerminalHarness();

    [Test]
    public void Password_command_alone_asks_for_the_old_and_twice_for_the_new_one()
    {
        _terminal.Type("/password\r");
        Assert.That(_terminal.Input, Is.EqualTo($"{InputSentences.AskOldPassword}:"));
        _terminal.Type("alt ón");
        Assert.That(_terminal.Input, Is.EqualTo($"{InputSentences.AskOldPassword}: ******"));
        _terminal.Type("\u007fe\r");
        Assert.That(_terminal.Input, Is.EqualTo($"{InputSentences.AskNewPassword}:"));
        _terminal.Type("neu zwei\rneu zwei\r");
        Request sent = _terminal.Link.Asked[^1];
        Assert.That(
            (sent.Verb, sent.Target, sent.Text),
            Is.EqualTo((RequestVerb.Password, "alt óe", "neu zwei")));
        Assert.That(_terminal.Input, Does.StartWith("[lobby]"));
        Assert.That(string.Join('\n', _terminal.Screen()), Does.Not.Contain("zwei"));
    }

    [Test]
    public void Two_different_new_passwords_send_nothing()
    {
        int before = _terminal.Link.Asked.Count;
        _terminal.Type("/register\rneu zwei\rneu drei\r");
        Assert.That(
            string.Join(' ', _terminal.Lines.TakeLast(2).Select(static l => l.Trim())),
            Does.Contain(InputSentences.PasswordsDiffer));
        Assert.That(_terminal.Link.Asked, Has.Count.EqualTo(before));
    }

    [TestCase("\u0003")]
    [TestCase("\u0004")]
    public void Cancelled_question_leaves_no_text_behind(string key)
    {
        int before = _terminal.Link.Asked.Count;
        _terminal.Type($"/login ann\rsecret{key}");
        Assert.That(_terminal.Input, Does.StartWith("[lobby]").And.Not.Contain("secret"));
        _terminal.Type(Up);
        Assert.That(_terminal.Input, Does.Not.Contain("secret"));
        Assert.That(_terminal.Link.Asked, Has.Count.EqualTo(before));
        Assert.That(_terminal.Model.IsLeaving, Is.False);
    }

    [Test]
    public void Line_with_its_passwords_is_sent_at_once()
    {
        _terminal.Type("/password \"alt zwei\" neu zwei\r");
        Request sent = _terminal.Link.Asked[^1];
        Assert.That((sent.Target, sent.Text), Is.EqualTo(("alt zwei", "neu zwei")));
    }
}
