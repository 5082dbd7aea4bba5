using EventLoopServer.Observability;

namespace UnitTests.Observability;

[NonParallelizable]
internal sealed class LoopRatesTests
{
    private ServerStats _stats = new();

    [SetUp]
    public void Start() => _stats = new ServerStats();

    [TestCase(1_000_000, 0, 0, 0)]
    [TestCase(1_000_001, 1, 0, 0)]
    [TestCase(10_000_000, 1, 0, 0)]
    [TestCase(10_000_001, 1, 1, 0)]
    [TestCase(100_000_000, 1, 1, 0)]
    [TestCase(100_000_001, 1, 1, 1)]
    public void Long_turns_are_counted(long ns, int overOne, int overTen, int overHundred)
    {
        _stats.CountTurn(ns);
        Assert.That(_stats.LongTurns, Is.EqualTo(new[] { overOne, overTen, overHundred }));
        Assert.That(_stats.Turns, Is.EqualTo(1));
    }

    [Test]
    public void Rates_are_differences_of_the_samples_divided_by_the_phases_time()
    {
        _stats.PhaseNs[(int)Phase.Wait] = 5_000_000_000;
        _stats.Turns = 7;
        _stats.Requests = 70;
        StatsSample from = Sample();
        _stats.PhaseNs[(int)Phase.Wait] += 300_000_000;
        _stats.PhaseNs[(int)Phase.Flush] += 200_000_000;
        _stats.Turns += 1000;
        _stats.Requests += 20;
        _stats.Sends += 30;
        _stats.BytesIn += 40;
        _stats.BytesOut += 2;
        var rates = new LoopRates(from, Sample());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rates.Seconds, Is.EqualTo(0.5));
            Assert.That(rates.Turns, Is.EqualTo(2000));
            Assert.That(rates.Requests, Is.EqualTo(40));
            Assert.That(rates.Sends, Is.EqualTo(60));
            Assert.That(rates.BytesIn, Is.EqualTo(80));
            Assert.That(rates.BytesOut, Is.EqualTo(4));
            Assert.That(rates.Us(Phase.Wait), Is.EqualTo(300));
            Assert.That(rates.Share(Phase.Wait), Is.EqualTo(60));
            Assert.That(rates.Us(Phase.Flush), Is.EqualTo(200));
            Assert.That(rates.Share(Phase.Flush), Is.EqualTo(40));
            Assert.That(rates.Share(Phase.Accept), Is.Zero);
        }
    }

    [Test]
    public void Slow_rate_keeps_one_decimal()
    {
        StatsSample from = Sample();
        _stats.PhaseNs[(int)Phase.Wait] = 3_000_000_000;
        _stats.Turns = 1;
        _stats.Requests = 31;
        var rates = new LoopRates(from, Sample());
        Assert.That(rates.Turns, Is.EqualTo(0.3));
        Assert.That(rates.Requests, Is.EqualTo(10));
    }

    [Test]
    public void Rates_are_zero_without_time_and_turns()
    {
        StatsSample sample = Sample();
        var rates = new LoopRates(sample, sample);
        Assert.That(rates.Turns, Is.Zero);
        Assert.That(rates.Us(Phase.Wait), Is.Zero);
        Assert.That(rates.Share(Phase.Wait), Is.Zero);
    }

    [Test]
    public void Allocation_of_this_thread_is_counted()
    {
        _stats.PhaseNs[(int)Phase.Wait] = 1;
        StatsSample from = Sample();
        _stats.PhaseNs[(int)Phase.Wait] += 1_000_000_000;
        GC.KeepAlive(new byte[100_000]);
        GC.Collect();
        var rates = new LoopRates(from, Sample());
        Assert.That(rates.LoopAllocated, Is.GreaterThanOrEqualTo(100_000));
        Assert.That(rates.AllAllocated, Is.GreaterThanOrEqualTo(rates.LoopAllocated));
        Assert.That(rates.Gen2, Is.Positive);
    }

    [Test]
    public void Window_is_between_one_and_two_seconds_long_while_the_loop_runs()
    {
        var window = new StatsWindow(_stats, nowMs: 0);
        long startsAtTurn = -1;
        for (long nowMs = 1; nowMs <= 10_000; nowMs++)
        {
            _stats.Turns = nowMs;
            startsAtTurn = window.BeginAt(nowMs).Turns;
            if (nowMs > 1000)
            {
                Assert.That(nowMs - startsAtTurn, Is.InRange(1000, 2000), $"at {nowMs} ms");
            }
            else
            {
                Assert.That(startsAtTurn, Is.Zero, "since the start");
            }

            window.Roll(nowMs);
        }

        // The loop sleeps for an hour, and the window is read in the first turn after it.
        Assert.That(window.BeginAt(3_610_000).Turns, Is.EqualTo(10_000));
    }

    private StatsSample Sample()
    {
        var sample = new StatsSample();
        sample.Read(_stats);
        return sample;
    }
}
