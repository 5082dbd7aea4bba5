using SimpleClient.Plain;
using SimpleClient.Sentences;

namespace UnitTests.Client.Plain;

internal sealed class SecretCommandsTests
{
    [TestCase("/oper", "/oper open sesame")]
    [TestCase(" /PASS ", "/PASS open sesame")]
    public void A_command_without_its_password_asks_for_it(string line, string read)
    {
        var output = new StringWriter();
        var secrets = new SecretCommands(
            new PlainScreen(output, TextWriter.Null), static () => "open sesame");
        Assert.That(secrets.Complete(line), Is.EqualTo(read));
        Assert.That(
            output.ToString(),
            Does.Contain(InputSentences.TypePassword).And.Not.Contain("sesame"));
    }

    [TestCase("hello", false)]
    [TestCase("/join dev", false)]
    [TestCase("/oper open sesame", true)]
    public void Other_lines_stay_and_a_shown_password_is_reported(string line, bool isReported)
    {
        var output = new StringWriter();
        var secrets = new SecretCommands(
            new PlainScreen(output, TextWriter.Null),
            static () => throw new InvalidOperationException("nothing is asked for"));
        Assert.That(secrets.Complete(line), Is.EqualTo(line));
        Assert.That(output.ToString().Length > 0, Is.EqualTo(isReported));
        Assert.That(output.ToString(), Does.Not.Contain("sesame"));
    }

    [Test]
    public void Where_nothing_can_be_hidden_lines_stay_as_they_are()
    {
        var output = new StringWriter();
        var secrets = new SecretCommands(new PlainScreen(output, TextWriter.Null), null);
        Assert.That(secrets.Complete("/oper"), Is.EqualTo("/oper"));
        Assert.That(output.ToString(), Is.Empty);
    }
}
