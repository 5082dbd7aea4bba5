using EventLoopServer.Configuration;
using EventLoopServer.Hosting;
using EventLoopServer.Hosting.Systemd;
using EventLoopServer.Sentences.Operators;
using UnitTests.Documents;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>The program under a stand-in for systemd.</summary>
[Platform("Linux")]
internal sealed class ServiceTests
{
    private const int Hangup = 1;

    /// <summary>Opens a port as descriptor 3, prints it, and becomes the server.</summary>
    private const string Activate = """
        import os, socket, sys
        s = socket.socket()
        s.bind(("127.0.0.1", 0))
        s.listen()
        port = s.getsockname()[1]
        os.dup2(s.fileno(), 3, inheritable=True)
        os.set_inheritable(3, True)
        os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
        print("opened", port, flush=True)
        os.execvp(sys.argv[1], sys.argv[1:] + ["--port", str(port)])
        """;

    [Test]
    public void Server_reports_its_life_to_the_service_manager()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string path = Path.Combine(folder, "notify");
        using var inbox = new NotifyInbox(path);
        using var program = ServerProcess.AfterCommands(
            $"export NOTIFY_SOCKET='{path}' WATCHDOG_USEC=1000000", "--port", "0", "--no-console");
        inbox.WaitFor("READY=1");
        using (var bob = new TestClient(program.WaitForPort()))
        {
            bob.EnterAs("bob");
            inbox.WaitFor("WATCHDOG=1");
            inbox.WaitFor($"STATUS={ServiceSentences.Status(1, 1)}");
        }

        program.Send(Hangup);
        inbox.WaitFor("RELOADING=1");
        inbox.WaitFor("READY=1");
        program.SendTerminate();
        inbox.WaitFor("STOPPING=1");
        Assert.That(program.WaitForExit(), Is.EqualTo(ServerExitCode.Done));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Server_serves_the_port_that_was_opened_for_it()
    {
        using var program = ServerProcess.FromPython(Activate, "--no-console");
        int port = int.Parse(program.WaitForLine("opened ").Split(' ')[1]);

        // The server may not listen yet: the kernel keeps this connection until it does.
        using var bob = new TestClient(port);
        bob.Say("bob");
        Assert.That(program.WaitForPort(), Is.EqualTo(port));
        bob.SkipTo(TextLine.Welcome("bob"));
        program.SendTerminate();
        Assert.That(program.WaitForExit(), Is.EqualTo(ServerExitCode.Done), program.Errors);
    }

    [Test]
    public void Log_lines_in_the_journal_have_a_level_and_no_time()
    {
        // The shell knows the inode of its output before the server starts.
        using var program = ServerProcess.AfterCommands(
            JournalOf(descriptor: 1), "--port", "0", "--no-console");
        program.WaitForPort();
        program.SendTerminate();
        Assert.That(program.WaitForExit(), Is.EqualTo(ServerExitCode.Done));
        Assert.That(program.Output, Has.Some.StartsWith("<6>TcpChat["));
        Assert.That(program.Output, Has.None.Match(@"^[0-9][0-9]:[0-9][0-9]:"));
    }

    [Test]
    public void Error_at_the_start_has_its_level_in_the_journal()
    {
        using var program = ServerProcess.AfterCommands(JournalOf(descriptor: 2), "--port", "x");
        Assert.That(program.WaitForExit(), Is.EqualTo(ServerExitCode.Usage));
        Assert.That(program.Errors, Does.StartWith($"{JournalStream.ErrorPrefix}--port"));
    }

    [Test]
    public void Log_that_does_not_go_to_the_journal_keeps_its_times()
    {
        using var program = ServerProcess.AfterCommands(
            $"export {JournalStream.Variable}=1:1", "--port", "0", "--no-console");
        program.WaitForPort();
        program.SendTerminate();
        Assert.That(program.WaitForExit(), Is.EqualTo(ServerExitCode.Done));
        Assert.That(program.Output, Has.Some.Match(@"^[0-9][0-9]:[0-9][0-9]:.* info: TcpChat\["));
    }

    private static string JournalOf(int descriptor) =>
        $"exec 3>&{descriptor}; export {JournalStream.Variable}=$(stat -Lc %d:%i /dev/fd/3); "
        + "exec 3>&-";

    [Test]
    public void Unit_file_starts_the_server_with_valid_options()
    {
        string line = SourceTree.Read("packaging/tcpchat.service").Split('\n')
            .Single(static l => l.StartsWith("ExecStart="));
        string[] arguments = line.Split(' ')[1..];
        string config = arguments[Array.IndexOf(arguments, "--config") + 1];
        string file = Path.GetTempFileName();
        var commandLine = new ServerCommandLine();
        arguments[Array.IndexOf(arguments, config)] = file;
        Assert.That(commandLine.Check(commandLine.Root.Parse(arguments)), Is.Empty);
        File.Delete(file);
    }
}
