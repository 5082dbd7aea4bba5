using System.Net;
using EventLoopServer.Admission;

namespace UnitTests.Admission;

internal sealed class AddressTableTests
{
    private const int Clients = 16;
    private const int Arrivals = 32;
    private const int LocalClients = 1000;
    private const int TenMinutesMs = 600_000;
    private const int MaxEntries = 100;

    private static readonly NetworkPrefix s_public = Key("203.0.113.9");
    private static readonly NetworkPrefix s_local = Key("192.168.1.20");

    private AddressTable _table = null!;

    [SetUp]
    public void Start() => _table = new AddressTable(
        new AddressLimits(Clients, Arrivals, LocalClients, 0), MaxEntries);

    [Test]
    public void Public_address_may_have_sixteen_clients_at_once()
    {
        for (int i = 0; i < Clients; i++)
        {
            Assert.That(_table.Admit(s_public, 0), Is.EqualTo(AdmissionResult.Admitted), $"{i}");
        }

        Assert.That(_table.Admit(s_public, 0), Is.EqualTo(AdmissionResult.AddressFull));
        Assert.That(_table.Admit(Key("203.0.113.10"), 0), Is.EqualTo(AdmissionResult.Admitted));
        _table.Leave(s_public, 0);
        Assert.That(_table.Admit(s_public, 0), Is.EqualTo(AdmissionResult.Admitted));
        Assert.That(_table.Admit(s_public, 0), Is.EqualTo(AdmissionResult.AddressFull));
    }

    [Test]
    public void Private_address_may_have_a_thousand_clients_and_any_number_of_arrivals()
    {
        for (int i = 0; i < 10_000; i++)
        {
            Assert.That(_table.Admit(s_local, 0), Is.EqualTo(AdmissionResult.Admitted), $"{i}");
            _table.Leave(s_local, 0);
        }

        for (int i = 0; i < LocalClients; i++)
        {
            Assert.That(_table.Admit(s_local, 0), Is.EqualTo(AdmissionResult.Admitted), $"{i}");
        }

        Assert.That(_table.Admit(s_local, 0), Is.EqualTo(AdmissionResult.AddressFull));
    }

    [TestCase(Arrivals - 1, AdmissionResult.Admitted)]
    [TestCase(Arrivals, AdmissionResult.TooManyArrivals)]
    [TestCase(Arrivals + 1, AdmissionResult.TooManyArrivals)]
    public void Public_address_may_have_thirty_two_arrivals_in_ten_minutes(
        int before, AdmissionResult next)
    {
        for (int i = 0; i < before; i++)
        {
            ComeAndGo(s_public, 0);
        }

        Assert.That(ComeAndGo(s_public, TenMinutesMs - 1), Is.EqualTo(next));
        Assert.That(ComeAndGo(s_public, TenMinutesMs), Is.EqualTo(AdmissionResult.Admitted));
    }

    [Test]
    public void Any_ten_minutes_have_at_most_the_limit_of_arrivals(
        [Values(1, 999, 18_750, 37_499, 37_500)] int stepMs, [Values(1, 31, 32, 1000)] int limit)
    {
        _table = new AddressTable(new AddressLimits(0, limit, 0, 0), MaxEntries);
        var admitted = new List<long>();
        for (long nowMs = 0; nowMs < 3 * TenMinutesMs; nowMs += stepMs)
        {
            if (ComeAndGo(s_public, nowMs) == AdmissionResult.Admitted)
            {
                admitted.Add(nowMs);
                int first = admitted.BinarySearch(nowMs - TenMinutesMs + 1);
                int inWindow = admitted.Count - (first < 0 ? ~first : first);
                Assert.That(inWindow, Is.LessThanOrEqualTo(limit), $"at {nowMs} ms");
            }
        }

        // An address that waits may arrive again, at most a sixteenth of the window late.
        int fair = Math.Min(limit * 2, 2 * TenMinutesMs / stepMs);
        Assert.That(admitted, Has.Count.GreaterThanOrEqualTo(fair));
    }

    [Test]
    public void Arrivals_at_random_times_never_exceed_the_limit()
    {
        int seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var admitted = new List<long>();
        long nowMs = 0;
        for (int i = 0; i < 20_000; i++)
        {
            nowMs += random.Next(4) == 0 ? random.Next(100_000) : random.Next(20);
            if (ComeAndGo(s_public, nowMs) == AdmissionResult.Admitted)
            {
                admitted.Add(nowMs);
                int over = admitted.Count - 1 - Arrivals;
                Assert.That(
                    over < 0 || nowMs - admitted[over] >= TenMinutesMs, Is.True, $"seed {seed}");
            }
        }

        Assert.That(admitted, Has.Count.GreaterThan(10 * Arrivals));
    }

    [Test]
    public void Limit_of_zero_means_no_limit()
    {
        _table = new AddressTable(new AddressLimits(0, 0, 0, 0), MaxEntries);
        for (int i = 0; i < 10_000; i++)
        {
            Assert.That(_table.Admit(s_public, 0), Is.EqualTo(AdmissionResult.Admitted));
        }
    }

    [Test]
    public void Expired_address_takes_no_entry()
    {
        ComeAndGo(s_public, 0);
        ComeAndGo(s_local, 0);
        Assert.That(_table.Count, Is.EqualTo(1), "the arrival of the first still counts");
        _table.Admit(s_public, TenMinutesMs);
        _table.Leave(s_public, 2 * TenMinutesMs);
        Assert.That(_table.Count, Is.Zero);
    }

    [Test]
    public void Table_stays_small_and_keeps_counting_clients_under_many_addresses()
    {
        for (int i = 0; i < Clients; i++)
        {
            _table.Admit(s_public, 0);
        }

        for (int i = 0; i < 100_000; i++)
        {
            var key = NetworkPrefix.Of((((UInt128)0x20010DB8 << 32) + (uint)i) << 64, 64);
            Assert.That(ComeAndGo(key, i), Is.EqualTo(AdmissionResult.Admitted));
            Assert.That(_table.Count, Is.LessThanOrEqualTo(MaxEntries));
        }

        Assert.That(_table.Admit(s_public, 100_000), Is.EqualTo(AdmissionResult.AddressFull));
    }

    [Test]
    public void Known_address_evicts_nothing_from_a_full_table()
    {
        _table = new AddressTable(new AddressLimits(Clients, Arrivals, 0, 0), maxEntries: 2);
        ComeAndGo(Key("203.0.113.1"), 0);
        _table.Admit(Key("203.0.113.2"), 0);
        _table.Admit(Key("203.0.113.2"), 0);
        Assert.That(_table.Count, Is.EqualTo(2));
    }

    [Test]
    public void Full_table_evicts_expired_addresses_first()
    {
        const int each = TenMinutesMs;
        _table = new AddressTable(new AddressLimits(Clients, Arrivals, 0, 0), maxEntries: 4);
        ComeAndGo(Key("203.0.113.1"), 0);
        ComeAndGo(Key("203.0.113.2"), 0);
        ComeAndGo(Key("203.0.113.3"), 1);
        _table.Admit(Key("203.0.113.4"), 0);
        _table.Admit(Key("203.0.113.5"), each);
        Assert.That(_table.Count, Is.EqualTo(3), "the third counts for another millisecond");
    }

    [Test]
    public void Full_table_evicts_all_addresses_without_clients_when_more_than_half_would_stay()
    {
        _table = new AddressTable(new AddressLimits(Clients, Arrivals, 0, 0), maxEntries: 4);
        ComeAndGo(Key("203.0.113.1"), 0);
        ComeAndGo(Key("203.0.113.2"), 0);
        ComeAndGo(Key("203.0.113.3"), 0);
        _table.Admit(Key("203.0.113.4"), 0);
        _table.Admit(Key("203.0.113.5"), 1);
        Assert.That(_table.Count, Is.EqualTo(2), "both have a client");
    }

    [Test]
    public void Evicted_address_is_counted_again_when_it_returns()
    {
        NetworkPrefix back = Key("203.0.113.1");
        _table = new AddressTable(new AddressLimits(1, Arrivals, 0, 0), maxEntries: 2);
        ComeAndGo(back, 0);
        ComeAndGo(Key("203.0.113.2"), 0);
        ComeAndGo(Key("203.0.113.3"), 0);
        _table.Admit(back, TenMinutesMs);
        ComeAndGo(Key("203.0.113.4"), TenMinutesMs);
        ComeAndGo(Key("203.0.113.5"), TenMinutesMs);
        Assert.That(_table.Admit(back, TenMinutesMs), Is.EqualTo(AdmissionResult.AddressFull));
        _table.Leave(back, TenMinutesMs);
        Assert.That(_table.Admit(back, TenMinutesMs), Is.EqualTo(AdmissionResult.Admitted));
    }

    [TestCase("203.0.113.9", "203.0.113.9", true)]
    [TestCase("203.0.113.9", "203.0.113.8", false)]
    [TestCase("203.0.113.9", "::ffff:203.0.113.9", true)]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:2:ffff::", true)]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [TestCase("0.0.0.0", "::1", false)]
    public void Address_counts_32_bits_of_IPv4_and_64_of_IPv6(string one, string other, bool same)
    {
        Assert.That(Key(one) == Key(other), Is.EqualTo(same));
    }

    [TestCase("10.0.0.1", true)]
    [TestCase("9.255.255.255", false)]
    [TestCase("11.0.0.0", false)]
    [TestCase("172.15.255.255", false)]
    [TestCase("172.16.0.0", true)]
    [TestCase("172.31.255.255", true)]
    [TestCase("172.32.0.0", false)]
    [TestCase("192.168.0.1", true)]
    [TestCase("192.169.0.1", false)]
    [TestCase("127.0.0.1", true)]
    [TestCase("127.255.0.1", true)]
    [TestCase("169.254.1.1", true)]
    [TestCase("100.63.255.255", false)]
    [TestCase("100.64.0.0", true)]
    [TestCase("100.127.255.255", true)]
    [TestCase("100.128.0.0", false)]
    [TestCase("::1", true)]
    [TestCase("fe80::1", true)]
    [TestCase("fd12::1", true)]
    [TestCase("fc00::1", true)]
    [TestCase("2001:db8::1", false)]
    [TestCase("::ffff:10.1.2.3", true)]
    [TestCase("::ffff:8.8.8.8", false)]
    public void Address_ranges_of_the_standards_are_local(string address, bool isLocal)
    {
        Assert.That(Key(address).IsLocal, Is.EqualTo(isLocal));
    }

    [Test]
    public void Connections_that_resume_have_a_limit_of_arrivals_too()
    {
        for (int i = 0; i < Arrivals; i++)
        {
            Assert.That(_table.Admit(s_public, 0), Is.EqualTo(AdmissionResult.Admitted));
            if (i > 1)
            {
                _table.Leave(s_public, 0);
            }
        }

        _table.CountSessions(s_public, 2);
        Assert.That(ComeAndGoAgain(100), Is.EqualTo(40), "20 for each session");
        for (int i = 0; i < Arrivals; i++)
        {
            ComeAndGo(s_public, TenMinutesMs + 100);
        }

        Assert.That(ComeAndGoAgain(TenMinutesMs + 100), Is.EqualTo(40), "ten minutes later");
    }

    private int ComeAndGoAgain(long nowMs)
    {
        int extra = 0;
        for (int i = 0; i < 100; i++)
        {
            if (_table.Admit(s_public, nowMs, mayResume: true) is AdmissionResult.OnlyResume)
            {
                extra++;
                _table.Leave(s_public, isExtra: true, nowMs);
            }
        }

        return extra;
    }

    private AdmissionResult ComeAndGo(NetworkPrefix key, long nowMs)
    {
        AdmissionResult result = _table.Admit(key, nowMs);
        if (result == AdmissionResult.Admitted)
        {
            _table.Leave(key, nowMs);
        }

        return result;
    }

    private static NetworkPrefix Key(string address) => NetworkPrefix.Of(IPAddress.Parse(address));
}
