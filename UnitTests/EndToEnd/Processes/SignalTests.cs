using EventLoopServer.Sentences;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>Every signal that ends a process by default, sent to a real process.</summary>
[Platform(Exclude = "Win", Reason = "Windows has no signals")]
[Parallelizable(ParallelScope.All)]
internal sealed class SignalTests
{
    private const int Hangup = 1;
    private const int Quit = 3;
    private const int Interrupt = 2;
    private const int Alarm = 14;
    private const int Terminate = 15;

    private static bool IsMac => OperatingSystem.IsMacOS();

    /// <summary>Names and numbers. Both systems agree on most numbers below 16.</summary>
    private static IEnumerable<TestCaseData> Stopping()
    {
        yield return new TestCaseData("SIGINT", Interrupt);
        yield return new TestCaseData("SIGQUIT", Quit);
        yield return new TestCaseData("SIGTERM", Terminate);
        yield return new TestCaseData("SIGXCPU", 24);
        if (!IsMac)
        {
            yield return new TestCaseData("SIGPWR", 30);
        }
    }

    private static IEnumerable<TestCaseData> Ignored()
    {
        yield return new TestCaseData("SIGUSR1", IsMac ? 30 : 10);
        yield return new TestCaseData("SIGUSR2", IsMac ? 31 : 12);
        yield return new TestCaseData("SIGALRM", Alarm);
        yield return new TestCaseData("SIGVTALRM", 26);
        yield return new TestCaseData("SIGPROF", 27);
        yield return new TestCaseData("SIGXFSZ", 25);
        if (!IsMac)
        {
            yield return new TestCaseData("SIGIO", 29);
            yield return new TestCaseData("SIGSTKFLT", 16);
            yield return new TestCaseData("signal 40", 40);
            yield return new TestCaseData("signal 64", 64);
        }
    }

    [TestCaseSource(nameof(Stopping))]
    public void Signal_stops_the_server_gracefully(string name, int signal)
    {
        using var program = ServerProcess.Brief("--port", "0");
        using var bob = new TestClient(program.WaitForPort());
        bob.EnterAs("bob");
        program.Send(signal);
        bob.Expect($"-- {GoodbyeSentences.ServerStops}");
        bob.ExpectEnd();
        Assert.That(program.WaitForExit(), Is.Zero, program.Errors);
        Assert.That(program.Output, Has.One.Contains($"Received {name}: "));
    }

    /// <summary>
    /// The server handles signals before the port is open. Without that, this test fails in most
    /// runs, not in all.
    /// </summary>
    [Test]
    [Platform(Include = "Linux", Reason = "only Linux lists sockets in /proc")]
    public void Signal_right_after_the_port_is_open_stops_the_server_gracefully()
    {
        using var program = ServerProcess.Brief("--host", "0.0.0.0", "--port", "0");
        ListeningPorts.WaitForOne(program.Id);
        program.Send(Interrupt);
        Assert.That(program.WaitForExit(), Is.Zero, program.Errors);
        Assert.That(program.Output, Has.One.Contains("Received SIGINT: "));
    }

    [TestCaseSource(nameof(Stopping))]
    public void Second_signal_ends_the_server_at_once(string name, int signal)
    {
        using var program = ServerProcess.AfterCommands(
            "ulimit -c 0", "--port", "0", "--drain", "600", "--limits", "off");
        int port = program.WaitForPort();
        using var reader = new TestClient(port, receiveBufferBytes: 4096);
        reader.EnterAs("reader");
        Clog(port, reader.Name);
        program.Send(signal);
        program.WaitForLine($"Received {name}: ");
        program.Send(signal);
        Assert.That(program.WaitForExit(), Is.Not.Zero, "it did not wait for its clients");
    }

    [TestCaseSource(nameof(Ignored))]
    public void Ignored_signal_is_logged_and_changes_nothing(string name, int signal)
    {
        using var program = ServerProcess.Brief("--port", "0");
        using var bob = new TestClient(program.WaitForPort());
        bob.EnterAs("bob");
        program.Send(signal);
        program.WaitForLine($"Received {name}: ignored");
        bob.Ping();
        program.Send(Terminate);
        bob.Expect($"-- {GoodbyeSentences.ServerStops}");
        Assert.That(program.WaitForExit(), Is.Zero, program.Errors);
    }

    [Test]
    public void SIGPIPE_changes_nothing()
    {
        using var program = ServerProcess.Brief("--port", "0");
        using var bob = new TestClient(program.WaitForPort());
        bob.EnterAs("bob");
        program.Send(13);
        bob.Ping();
    }

    [Test]
    public void Ignored_signal_is_logged_once_in_ten_seconds()
    {
        using var program = ServerProcess.Brief("--port", "0");
        using var bob = new TestClient(program.WaitForPort());
        bob.EnterAs("bob");
        for (int i = 0; i < 50; i++)
        {
            program.Send(Alarm);
            bob.Ping();
        }

        program.Send(Terminate);
        Assert.That(program.WaitForExit(), Is.Zero, program.Errors);
        Assert.That(
            program.Output.Count(
                static l => l.Contains("Received SIGALRM", StringComparison.Ordinal)),
            Is.InRange(1, 10),
            "50 were sent");
    }

    // Not SIGTERM: the runtime handles it before the program runs, ignored or not.
    [TestCase("HUP", Hangup)]
    [TestCase("INT", Interrupt)]
    [TestCase("QUIT", Quit)]
    [TestCase("ALRM", Alarm)]
    public void Signal_ignored_at_the_start_stays_ignored(string name, int signal)
    {
        using var program = ServerProcess.AfterCommands($"trap '' {name}", "--port", "0");
        using var bob = new TestClient(program.WaitForPort());
        bob.EnterAs("bob");
        program.Send(signal);
        bob.Ping();
        bob.Ping();
        program.Type("/stop");
        bob.Expect($"-- {GoodbyeSentences.ServerStops}");
        Assert.That(program.WaitForExit(), Is.Zero, program.Errors);
        Assert.That(program.Output, Has.None.Contains("Received"));
    }

    /// <summary>
    /// Sends more than the kernel buffers for a client that reads nothing. A graceful stop waits
    /// for that client.
    /// </summary>
    private static void Clog(int port, string reader)
    {
        using var writer = new TestClient(port);
        writer.EnterAs("writer");
        string text = new('x', 4000);
        for (int i = 0; i < 150; i++)
        {
            writer.Say($"/msg {reader} {text}");
        }

        writer.Say("/ping");
        writer.SkipTo(TextLine.Pong());
    }
}
