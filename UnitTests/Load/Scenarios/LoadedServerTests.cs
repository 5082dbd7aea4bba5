using System.Diagnostics;
using System.Net.Sockets;
using LoadTests.Failures;
using LoadTests.Running;
using LoadTests.Sentences;
using UnitTests.Sentences;
using UnitTests.Support;
using LoadServer = LoadTests.Running.ServerUnderTest;

namespace UnitTests.Load.Scenarios;

/// <summary>
/// The server that a load test starts may fail at any time, and must not outlive the test.
/// </summary>
internal sealed class LoadedServerTests
{
    [Test]
    public void Server_that_does_not_start_is_reported_at_once_with_its_own_error()
    {
        long began = Stopwatch.GetTimestamp();
        LoadTestException e = Assert.Throws<LoadTestException>(
            static () => LoadServer.Start(ServerKind.Reactor, "--port", "nonsense"))!;
        Assert.That(e.Message, Does.StartWith(
            SentencePart.Before(RunSentences.ServerNotStarted)).And.Contain("--port"));
        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(15)));
    }

    [Test]
    public void Restarted_server_has_its_address_and_its_data()
    {
        string? folder = null;
        using LoadServer server =
            LoadServer.Start(ServerKind.Reactor, data => folder = data, ["--log-level", "warning"]);
        int before = server.ProcessId;
        server.Restart();
        server.Restart();
        Assert.That(server.ProcessId, Is.Not.EqualTo(before));
        Assert.That(server.Ending(), Is.Null);
        Assert.That(server.Read(), Is.Not.Null);
        Assert.That(server.ReadCollector(), Is.Null, "its figures began again");
        using var client = new TcpClient();
        Assert.DoesNotThrow(() => client.Connect(server.Address));
        Assert.That(Directory.Exists(folder), Is.True);
        server.Dispose();
        Assert.That(Directory.Exists(folder), Is.False);
        server.Restart();
        Assert.That(Directory.Exists(folder), Is.False, "it has ended");
    }

    [Test]
    public void Server_that_dies_is_reported_as_ended()
    {
        using LoadServer server = LoadServer.Start(ServerKind.Threads);
        Assert.That(server.Ending(), Is.Null);
        Assert.That(server.ReadCollector(), Is.Not.Null);
        Assert.That(server.Read(), Is.Not.Null);
        using (var process = Process.GetProcessById(server.ProcessId))
        {
            process.Kill();
            process.ExitInTime();
        }

        Assert.That(server.Ending, Is.Not.Null.After(10_000, 5));
        Assert.That(server.Read(), Is.Null);
        Assert.That(server.ReadCollector(), Is.Null);
    }
}
