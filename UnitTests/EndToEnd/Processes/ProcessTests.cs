using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using EventLoopServer.Sentences.Operators;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>The server as a program: its exit codes, signals and threads.</summary>
internal sealed class ProcessTests
{
    private const int Clients = 50;
    private const int Rounds = 20;
    private const int Signals = 2;

    /// <summary>
    /// A wake-up is one work item, and the runtime may add another one that checks for further
    /// completions. It also runs an item when a parked connection is registered and when it is
    /// closed, and for each of the two signals. The next test has the strict bound.
    /// </summary>
    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no kill(2) to send SIGTERM with")]
    public void Only_wake_ups_run_on_the_thread_pool()
    {
        Match stopped = TalkAndTerminate(
            "--hot-limit", "4", "--park-after", "0", "--park-looks", "0");
        long wakes = Number(stopped, "wakes");
        Assert.That(
            wakes, Is.GreaterThan(Rounds * Clients / 2), $"most had to be woken: {stopped}");
        Assert.That(
            Number(stopped, "items"),
            Is.LessThanOrEqualTo(
                (2 * (wakes + Number(stopped, "pended"))) + (2 * Clients) + Signals),
            $"something else runs on the pool: {stopped}");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no kill(2) to send SIGTERM with")]
    public void Nothing_runs_on_the_thread_pool_without_parked_connections()
    {
        Match stopped = TalkAndTerminate("--park", "never");
        Assert.That(Number(stopped, "parks"), Is.Zero, $"{stopped}");
        Assert.That(
            Number(stopped, "items"),
            Is.LessThanOrEqualTo(Number(stopped, "pended") + Signals),
            $"something runs on the pool: {stopped}");
    }

    [Test]
    [Platform("Linux")]
    public void Descriptor_table_is_large_enough_before_the_first_client()
    {
        using var program = new ServerProcess("--port", "0", "--max-clients", "700");
        program.WaitForPort();
        string status = File.ReadAllText($"/proc/{program.Id}/status");
        Match size = Regex.Match(status, @"^FDSize:\s+(\d+)", RegexOptions.Multiline);
        Assert.That(
            int.Parse(size.Groups[1].Value),
            Is.GreaterThanOrEqualTo(700),
            "the kernel makes the table larger while they come, and the loop stands still");
    }

    [Test]
    public void Unknown_option_is_named_and_ends_the_program_with_2()
    {
        using var program = new ServerProcess("--prot", "5");
        Assert.That(program.WaitForExit(), Is.EqualTo(2), program.Errors);
        Assert.That(program.Errors, Does.Contain("--prot").And.Contain("--help"));
    }

    [TestCase()]
    [TestCase("--check-config")]
    public void Unknown_variable_is_named_and_ends_the_program_with_2(params string[] arguments)
    {
        using var program = ServerProcess.AfterCommands(
            "export TCPCHAT_MAX_CLENTS=5", [.. arguments, "--port", "0"]);
        Assert.That(program.WaitForExit(), Is.EqualTo(2), program.Errors);
        Assert.That(
            program.Errors,
            Does.Contain(OptionSentences.UnknownVariableDid(
                "TCPCHAT_MAX_CLENTS", "TCPCHAT_MAX_CLIENTS")));
    }

    [Test]
    public void Port_in_use_is_named_and_ends_the_program_with_1()
    {
        using var first = new ServerUnderTest();
        using var second = new ServerProcess("--port", $"{first.Port}");
        Assert.That(second.WaitForExit(), Is.EqualTo(1), second.Errors);
        Assert.That(second.Errors, Does.Contain(ListenSentences.InUse($"127.0.0.1:{first.Port}")));
    }

    [Test]
    public void Statistics_are_logged_at_an_interval_and_keep_their_fields_in_JSON()
    {
        using var program = new ServerProcess(
            "--port", "0", "--stats", "100ms", "--log-format", "json");
        using JsonDocument line = JsonDocument.Parse(program.WaitForLine("\"EventId\":40"));
        JsonElement state = line.RootElement.GetProperty("State");
        Assert.That(state.GetProperty("Seconds").GetDouble(), Is.Not.Negative);
        Assert.That(state.GetProperty("Turns").GetDouble(), Is.Not.Negative);
        using JsonDocument memory = JsonDocument.Parse(program.WaitForLine("\"EventId\":46"));
        Assert.That(
            memory.RootElement.GetProperty("State").GetProperty("WorkingSetMiB").GetDouble(),
            Is.Positive);
    }

    [TestCase("")]
    [TestCase("--hot-limit 1 --park-after 0 --park-looks 0")]
    [Platform(Exclude = "Win", Reason = "Windows has no SIGKILL")]
    public void Killed_program_resets_only_its_legacy_clients(string parking)
    {
        using var program = new ServerProcess(
        [
            "--port", "0", "--listen", "nick://127.0.0.1:0", "--listen", "prompt://127.0.0.1:0",
            .. parking.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);
        int port = program.WaitForPort("(native, web, text)");
        using LegacyTestClient nick =
            new LegacyTestClient(program.WaitForPort("tcp-chat-in-python"), "nick");
        using LegacyTestClient prompt =
            new LegacyTestClient(program.WaitForPort("python-tcp-chat"), "prompt");
        nick.Expect("NICK");
        nick.Say("ada");
        nick.Expect("ada joined!\nConnected to server!");
        prompt.Expect("Enter your username: ");
        using var text = new TestClient(port);
        text.EnterAs("text");
        nick.Expect("text joined!");
        text.Ping();
        text.Ping();
        program.SendKill();
        nick.ExpectReset();
        prompt.ExpectReset();
        text.ExpectEnd();
        Assert.That(program.WaitForExit(), Is.Not.Zero);
    }

    /// <summary>Runs a conversation, sends SIGTERM, and returns the summary line.</summary>
    private static Match TalkAndTerminate(params string[] options)
    {
        using var program = new ServerProcess(["--port", "0", .. options]);
        int port = program.WaitForPort();
        var clients = new List<TestClient>();
        for (int i = 0; i < Clients; i++)
        {
            clients.Add(new TestClient(port));
            clients[i].EnterAs($"client{i}");
        }

        // One after another, so that each is parked again long before it sends again.
        for (int round = 0; round < Rounds; round++)
        {
            foreach (TestClient client in clients)
            {
                client.Say("/ping");
                client.SkipTo(TextLine.Pong());
            }
        }

        program.SendTerminate();
        foreach (TestClient client in clients)
        {
            client.SkipTo($"-- {GoodbyeSentences.ServerStops}");
            client.ExpectEnd();
            client.Dispose();
        }

        Assert.That(program.WaitForExit(), Is.Zero, program.Errors);
        Match stopped = StoppedLine().Match(program.Output[^1]);
        Assert.That(
            stopped.Success, $"the last line has to tell how it went: {program.Output[^1]}");
        Assert.That(Number(stopped, "accepted"), Is.EqualTo(Clients), $"{stopped}");
        return stopped;
    }

    private static long Number(Match line, string name) =>
        long.Parse(line.Groups[name].Value, CultureInfo.InvariantCulture);

    private static Regex StoppedLine() => new(LogSentence.Pattern(
        nameof(Log.Stopped),
        @"\d+",
        @"(?<accepted>\d+)",
        @"\d+",
        @"(?<parks>\d+)",
        @"(?<wakes>\d+)",
        @"(?<pended>\d+)",
        @"(?<items>\d+)"));
}
