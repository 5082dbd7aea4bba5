using System.Diagnostics;
using EventLoopServer.Polling;
using UnitTests.Polling;
using UnitTests.Support;

namespace UnitTests.Threading;

/// <summary>A wake-up ends one sleep and no other.</summary>
internal sealed class WakeUpTests
{
    private const int SleepMs = 50;

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(100, Description = "more than fit one call")]
    public void Woken_poller_sleeps_again(int connections)
    {
        using var bench = new PollerBench(
            new ParkingRule(ParkingRule.Never, 0, 0), connections);
        for (int round = 0; round < 3; round++)
        {
            int delivered = 0;
            var node = new TestNode(0, round, _ => delivered++);
            var poster = new Thread(() => bench.Mailbox.Post(node));
            poster.Start();
            bench.PollUntil(() => delivered > 0);
            poster.JoinInTime();

            // This poll consumes a possible rest of the wake-up, without a sleep.
            bench.Look(0);
            long began = Stopwatch.GetTimestamp();
            bench.Look(SleepMs);
            Assert.That(
                Stopwatch.GetElapsedTime(began).TotalMilliseconds,
                Is.GreaterThan(SleepMs / 2),
                $"round {round}: it must not turn without work");
        }
    }
}
