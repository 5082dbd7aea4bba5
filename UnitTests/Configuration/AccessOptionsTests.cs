using EventLoopServer.Configuration;
using EventLoopServer.Sentences.Operators;

namespace UnitTests.Configuration;

/// <summary>Passwords and the console on the command line.</summary>
internal sealed class AccessOptionsTests
{
    private string _file = "";

    [SetUp]
    public void Write()
    {
        _file = Path.GetTempFileName();
        File.WriteAllText(_file, "open sesame\n");
    }

    [TearDown]
    public void Delete() => File.Delete(_file);

    [Test]
    public void A_password_is_what_stands_before_the_line_end()
    {
        AccessRules read = Read("--password-file", _file, "--operator-password-file", _file);
        Assert.That(read.Entry!.Password.Matches("open sesame"u8), Is.True);
        Assert.That(read.Operators!.Password.Matches("open sesame"u8), Is.True);
        Assert.That(read.HasConsole, Is.True);
        Assert.That(Read("--no-console").HasConsole, Is.False);
    }

    [Test]
    public void Older_dialects_and_a_password_need_a_word_about_it()
    {
        Assert.That(
            Faults("--password-file", _file, "--compat"),
            Is.EqualTo(OptionSentences.CompatWithPassword));
        Assert.That(
            Faults("--password-file", _file, "--listen", "nick://127.0.0.1:0"),
            Is.EqualTo(OptionSentences.CompatWithPassword));
        Assert.That(Faults("--password-file", _file, "--compat", "--compat-open"), Is.Empty);
        Assert.That(Faults("--operator-password-file", _file, "--compat"), Is.Empty);
        Assert.That(
            Faults("--compat", "--compat-open"), Is.EqualTo(OptionSentences.CompatOpenAlone));
    }

    [Test]
    public void A_file_that_is_not_there_is_named()
    {
        Assert.That(
            Faults("--password-file", _file + "x"),
            Is.EqualTo(CertificateSentences.Of(
                "--password-file", FileSentences.Unreadable(_file + "x"))));
    }

    [TestCase(256, true)]
    [TestCase(257, false)]
    public void A_password_has_a_limit(int bytes, bool isTaken)
    {
        File.WriteAllText(_file, new string('x', bytes) + "\r\n");
        Assert.That(Faults("--password-file", _file).Length == 0, Is.EqualTo(isTaken));
    }

    private static AccessRules Read(params string[] args)
    {
        var commandLine = new ServerCommandLine();
        var parsed = commandLine.Root.Parse(args);
        Assert.That(commandLine.Check(parsed), Is.Empty);
        return commandLine.Read(parsed).Access;
    }

    private static string Faults(params string[] args)
    {
        var commandLine = new ServerCommandLine();
        return string.Join('\n', commandLine.Check(commandLine.Root.Parse(args)));
    }
}
