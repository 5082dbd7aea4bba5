using EventLoopServer.Configuration;
using EventLoopServer.Sentences.Operators;

namespace UnitTests.Configuration;

/// <summary>Options for passwords and the console.</summary>
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
    public void Password_excludes_the_line_end()
    {
        AccessRules read = Read("--password-file", _file, "--operator-password-file", _file);
        Assert.That(read.Entry!.Password.Matches("open sesame"u8), Is.True);
        Assert.That(read.Operators!.Password.Matches("open sesame"u8), Is.True);
        Assert.That(read.HasConsole, Is.True);
        Assert.That(Read("--no-console").HasConsole, Is.False);
    }

    [Test]
    public void Password_with_legacy_dialects_needs_an_explicit_exemption()
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
    public void Missing_file_is_named()
    {
        Assert.That(
            Faults("--password-file", _file + "x"),
            Is.EqualTo(CertificateSentences.Of(
                "--password-file", FileSentences.Unreadable(_file + "x"))));
    }

    [Test]
    public void File_in_a_folder_that_cannot_be_found_is_named()
    {
        string file = Path.Combine(_file + "x", "secrets", "password");
        Assert.That(
            Faults("--password-file", file),
            Is.EqualTo(CertificateSentences.Of(
                "--password-file", FileSentences.Unreadable(file))));
    }

    /// <summary>A user may give the password itself in place of its file.</summary>
    [TestCase("--password-file", "open sesame")]
    [TestCase("--operator-password-file", "two\nlines")]
    [TestCase("--metrics-token-file", "aGVsbG8/d29ybGQ=")]
    [TestCase("--password-file", "/no/such/folder")]
    [TestCase("--metrics-token-file", "/GVsbG8d29ybGQ=")]
    public void Value_that_may_be_the_secret_is_not_shown(string option, string value) =>
        Assert.That(
            Faults(option, value),
            Is.EqualTo(CertificateSentences.Of(option, FileSentences.NoSecretFile)));

    [TestCase(256, true)]
    [TestCase(257, false)]
    public void Password_has_a_length_limit(int bytes, bool isTaken)
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
