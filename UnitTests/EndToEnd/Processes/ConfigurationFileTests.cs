using EventLoopServer.Hosting;
using EventLoopServer.Sentences.Operators;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>The program with a configuration file.</summary>
internal sealed class ConfigurationFileTests
{
    private string _folder = "";

    private string FileName => Path.Combine(_folder, "tcpchat.toml");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Server_takes_its_options_from_the_file()
    {
        File.WriteAllText(FileName, "port = 0\nno-console = true\nstore = \"off\"\n");
        using var server = new ServerProcess("--config", FileName);
        server.WaitForPort();
        server.WaitForLine($"Options from the file {FileName}");
        server.SendTerminate();
        Assert.That(server.WaitForExit(), Is.EqualTo(ServerExitCode.Done));
    }

    [Test]
    public void Faulty_file_prevents_the_start()
    {
        File.WriteAllText(FileName, "port = 0\nlann = true\n");
        using var server = new ServerProcess("--config", FileName);
        Assert.That(server.WaitForExit(), Is.EqualTo(ServerExitCode.Usage));
        Assert.That(server.Errors, Does.Contain($"{FileName}:2:1: "));
    }

    [TestCase("lan = true", ServerExitCode.Done)]
    [TestCase("lan = 5", ServerExitCode.Usage)]
    public void Check_ends_with_an_exit_code(string text, int exitCode)
    {
        File.WriteAllText(FileName, text);
        using var server = new ServerProcess("--config", FileName, "--check-config");
        Assert.That(server.WaitForExit(), Is.EqualTo(exitCode));
        if (exitCode == ServerExitCode.Done)
        {
            Assert.That(
                server.Output, Does.Contain(ConfigurationSentences.CheckPassed(FileName)));
        }
    }

    [Test]
    public void Printed_file_is_valid()
    {
        using var printing = new ServerProcess("--print-config");
        Assert.That(printing.WaitForExit(), Is.EqualTo(ServerExitCode.Done));
        File.WriteAllLines(FileName, printing.Output);
        using var checking = new ServerProcess("--config", FileName, "--check-config");
        Assert.That(checking.WaitForExit(), Is.EqualTo(ServerExitCode.Done), checking.Errors);
    }
}
