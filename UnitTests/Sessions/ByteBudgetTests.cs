using EventLoopServer.Sessions.Rates;
using EventLoopServer.Timing;
using UnitTests.Simulation;

namespace UnitTests.Sessions;

/// <summary>How much may be sent at once, and how much each second restores.</summary>
internal sealed class ByteBudgetTests
{
    private const int BytesPerSecond = 1000;
    private const int LegacyBytesPerSecond = 250;
    private const int BurstMs = 500;
    private const int BurstBytes = BytesPerSecond * BurstMs / 1000;

    private readonly TimerQueue _timers = new();
    private SimClock _time = null!;
    private TurnClock _clock = null!;
    private ByteBudget _budget = null!;

    [SetUp]
    public void Make()
    {
        _time = new SimClock();
        _clock = new TurnClock(_time);
        var cost = new ByteCost();
        cost.Set(
            ByteLimits.NsPerByte(BytesPerSecond), ByteLimits.NsPerByte(LegacyBytesPerSecond));
        _budget = new ByteBudget(_timers, _clock, cost, BurstMs);
    }

    [TestCase(BurstBytes - 1, true)]
    [TestCase(BurstBytes, true)]
    [TestCase(BurstBytes + 1, false)]
    public void Light_sender_has_the_whole_burst(int bytes, bool mayPass)
    {
        _budget.Pay(bytes);
        Assert.That(_budget.MayPass(isLight: true), Is.EqualTo(mayPass));
    }

    [TestCase((BurstBytes / 2) - 1, true)]
    [TestCase(BurstBytes / 2, true)]
    [TestCase((BurstBytes / 2) + 1, false)]
    public void Heavy_sender_has_half_the_burst(int bytes, bool mayPass)
    {
        _budget.Pay(bytes);
        Assert.That(_budget.MayPass(isLight: false), Is.EqualTo(mayPass));
    }

    [TestCase(99, false)]
    [TestCase(100, true)]
    [TestCase(101, true)]
    public void Debt_is_repaid_over_time(int ms, bool mayPass)
    {
        _budget.Pay(BurstBytes + 100);
        Pass(ms);
        Assert.That(_budget.MayPass(isLight: true), Is.EqualTo(mayPass));
    }

    [Test]
    public void Byte_costs_more_while_a_legacy_client_reads()
    {
        _budget.Pay(LegacyBytesPerSecond / 2, isLegacy: true);
        Assert.That(_budget.MayPass(isLight: true), Is.True);
        _budget.Pay(1, isLegacy: true);
        Assert.That(_budget.MayPass(isLight: true), Is.False);
    }

    [Test]
    public void Pause_restores_at_most_the_burst()
    {
        _budget.Pay(BurstBytes);
        Pass(3_600_000);
        Assert.That(_budget.FreeBytes, Is.EqualTo(BurstBytes));
        Assert.That(_budget.IsFull, Is.True);
    }

    [TestCase(4_999, false)]
    [TestCase(5_000, true)]
    public void Debt_is_limited_to_five_seconds(int ms, bool mayPass)
    {
        for (int i = 0; i < 1000; i++)
        {
            _budget.Pay(1_000_000);
        }

        Pass(ms);
        Assert.That(_budget.MayPass(isLight: true), Is.EqualTo(mayPass));
    }

    private void Pass(long ms)
    {
        _time.Advance(ms);
        _clock.Advance();
    }
}
