using System.Net;
using EventLoopServer.Admission;
using EventLoopServer.Sessions.Rates;
using EventLoopServer.Timing;
using UnitTests.Simulation;

namespace UnitTests.Sessions.Rates;

/// <summary>
/// Which budgets of addresses are kept while no client of the address is connected.
/// </summary>
internal sealed class BudgetsTests
{
    /// <summary>More than the limit of addresses without a client.</summary>
    private const int Often = 16_384 + 10;

    private static readonly ByteLimits s_limits = new(8192, 65_536, 131_072, 32_768, 65_536, 1024);

    private readonly NetworkPrefix _ada = NetworkPrefix.Of(IPAddress.Parse("203.0.113.1"));
    private readonly NetworkPrefix _eve = NetworkPrefix.Of(IPAddress.Parse("203.0.113.2"));
    private SimClock _time = null!;
    private TurnClock _clock = null!;
    private Budgets _budgets = null!;

    [SetUp]
    public void Make()
    {
        _time = new SimClock();
        _clock = new TurnClock(_time);
        _budgets = new Budgets(s_limits, new TimerQueue(), _clock);
    }

    [Test]
    public void Reconnecting_client_does_not_erase_the_debts_of_other_addresses()
    {
        ByteBudget adas = Borrow(_ada);
        ByteBudget eves = Borrow(_eve);
        for (int i = 0; i < Often; i++)
        {
            Assert.That(_budgets.Open(_eve), Is.SameAs(eves), $"return {i}");
            _budgets.Close(_eve);
        }

        Assert.That(_budgets.Addresses, Is.EqualTo(2));
        Assert.That(_budgets.Open(_ada), Is.SameAs(adas), "its debt remains");
    }

    [Test]
    public void Client_that_repays_between_connections_does_not_erase_the_debts_of_other_addresses()
    {
        ByteBudget adas = Borrow(_ada, 100_000_000);
        for (int i = 0; i < Often; i++)
        {
            Borrow(_eve, 1);
            _time.Advance(1);
            _clock.Advance();
            _budgets.Open(_eve);
            _budgets.Close(_eve);
        }

        Assert.That(_budgets.Open(_ada), Is.SameAs(adas), "its debt remains");
    }

    [Test]
    public void Many_addresses_with_debts_are_forgotten_together()
    {
        for (int i = 0; i < Often; i++)
        {
            Borrow(NetworkPrefix.Of(new IPAddress(0x0A0000CB + ((long)i << 8))));
        }

        Assert.That(_budgets.Addresses, Is.LessThan(Often / 2));
    }

    [Test]
    public void New_limits_apply_to_existing_budgets()
    {
        _budgets.Limits = s_limits with { RoomBytes = 0, LegacyRoomBytes = 0, AddressBytes = 0 };
        ByteBudget room = _budgets.ForRoom()!;
        ByteBudget inbox = _budgets.InboxOf(1)!;
        ByteBudget address = _budgets.Open(_ada)!;
        ByteBudget[] all = [room, inbox, address];
        foreach (ByteBudget budget in all)
        {
            budget.Pay(10_000_000);
            Assert.That(budget.MayPass(isLight: false), Is.True, "there is no limit");
        }

        _budgets.Limits = s_limits;
        foreach (ByteBudget budget in all)
        {
            budget.Pay(10_000_000);
            Assert.That(budget.MayPass(isLight: true), Is.False, "there is a limit");
        }
    }

    [Test]
    public void Server_without_limits_has_no_budgets()
    {
        _budgets.Limits = new ByteLimits(0, 65_536, 0, 0, 0, 0);
        Assert.That(_budgets.ForRoom(), Is.Null);
        Assert.That(_budgets.InboxOf(1), Is.Null);
        Assert.That(_budgets.Open(_ada), Is.Null);
        _budgets.Close(_ada);
        Assert.That(_budgets.Addresses, Is.Zero);
    }

    /// <summary>Sends answers to a client that disconnects before the debt is repaid.</summary>
    private ByteBudget Borrow(NetworkPrefix address, int bytes = 100_000)
    {
        ByteBudget budget = _budgets.Open(address)!;
        budget.Pay(bytes);
        _budgets.Close(address);
        return budget;
    }
}
