using System.Diagnostics;
using LoadTests.Failures;
using LoadTests.Running;
using LoadServer = LoadTests.Running.ServerUnderTest;

namespace UnitTests.Load.Scenarios;

/// <summary>The server that a load test starts: it may fail at any time, and must not stay.
/// </summary>
internal sealed class LoadedServerTests
{
    [Test]
    public void A_server_that_does_not_start_is_told_of_at_once_in_its_own_words()
    {
        long began = Stopwatch.GetTimestamp();
        LoadTestException e = Assert.Throws<LoadTestException>(
            static () => LoadServer.Start(ServerKind.Reactor, "--port", "nonsense"))!;
        Assert.That(e.Message, Does.StartWith("The server did not start").And.Contain("--port"));
        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(15)));
    }

    [Test]
    public void A_server_that_dies_is_known_to_have_ended_and_answers_nothing()
    {
        using LoadServer server = LoadServer.Start(ServerKind.Threads);
        Assert.That(server.Ending(), Is.Null);
        Assert.That(server.ReadCollector(), Is.Not.Null);
        Assert.That(server.Read(), Is.Not.Null);
        using (var process = Process.GetProcessById(server.ProcessId))
        {
            process.Kill();
            process.WaitForExit();
        }

        Assert.That(server.Ending, Is.Not.Null.After(10_000, 5));
        Assert.That(server.Read(), Is.Null);
        Assert.That(server.ReadCollector(), Is.Null);
    }
}
