using SimpleClient.Plain;
using SimpleClient.Sentences;

namespace UnitTests.Client.Plain;

internal sealed class SecretCommandsTests
{
    [TestCase("/oper", "/oper open sesame")]
    [TestCase(" /PASS ", "/PASS open sesame")]
    public void Command_without_its_password_asks_for_it(string line, string read)
    {
        var output = new StringWriter();
        var secrets = new SecretCommands(
            new PlainScreen(output, TextWriter.Null), static () => "open sesame");
        Assert.That(secrets.Complete(line), Is.EqualTo(read));
        Assert.That(
            output.ToString(),
            Does.Contain(
                InputSentences.TypeHidden(InputSentences.AskPassword)).And.Not.Contain("sesame"));
    }

    [TestCase("hello", false)]
    [TestCase("/join dev", false)]
    [TestCase("/oper open sesame", true)]
    public void Other_lines_are_unchanged_and_a_visible_password_is_reported(
        string line, bool isReported)
    {
        var output = new StringWriter();
        var secrets = new SecretCommands(
            new PlainScreen(output, TextWriter.Null),
            static () => throw new InvalidOperationException("nothing is asked for"));
        Assert.That(secrets.Complete(line), Is.EqualTo(line));
        Assert.That(output.ToString().Length > 0, Is.EqualTo(isReported));
        Assert.That(output.ToString(), Does.Not.Contain("sesame"));
    }

    [TestCase("/login", "/login")]
    [TestCase("/login alice", "/login alice secret")]
    [TestCase(" /LOGIN  alice ", "/LOGIN  alice secret")]
    [TestCase("/login alice given", "/login alice given")]
    [TestCase("/register", "/register secret")]
    [TestCase("/logout", "/logout")]
    public void Login_asks_for_its_password_after_the_name(string typed, string completed)
    {
        var screen = new PlainScreen(new StringWriter(), TextWriter.Null);
        var secrets = new SecretCommands(screen, static () => "secret");
        Assert.That(secrets.Complete(typed), Is.EqualTo(completed));
    }

    [TestCase("old one,new one,new one", "/password \"old one\" new one")]
    [TestCase("old one,new one,other one", "")]
    public void New_password_is_asked_for_twice(string answers, string completed)
    {
        var next = new Queue<string>(answers.Split(','));
        var output = new StringWriter();
        var secrets =
            new SecretCommands(new PlainScreen(output, TextWriter.Null), next.Dequeue);
        Assert.That(secrets.Complete("/password"), Is.EqualTo(completed));
        Assert.That(next, Is.Empty);
        Assert.That(output.ToString(), Does.Not.Contain("one"));
        Assert.That(
            output.ToString().Contains(InputSentences.PasswordsDiffer),
            Is.EqualTo(completed.Length == 0));
    }

    [Test]
    public void Lines_are_unchanged_without_hidden_input()
    {
        var output = new StringWriter();
        var secrets = new SecretCommands(new PlainScreen(output, TextWriter.Null), null);
        Assert.That(secrets.Complete("/oper"), Is.EqualTo("/oper"));
        Assert.That(output.ToString(), Is.Empty);
    }
}
