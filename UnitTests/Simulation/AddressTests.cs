using System.Net;
using System.Text;
using EventLoopServer;

namespace UnitTests.Simulation;

/// <summary>Those who come from one address share what it may have.</summary>
internal sealed class AddressTests
{
    private const string Full =
        "Your address has as many connections here as it may have."
        + " Close one, or ask whoever runs the server for more.";

    private const string TooOften =
        "Your address has opened too many connections here."
        + " Wait some minutes before you try again.";

    private SimServer _server = null!;

    [SetUp]
    public void Start() => Open(new ServerOptions());

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void The_seventeenth_at_once_is_turned_away_with_a_sentence()
    {
        List<SimWire> wires = [.. Enumerable.Range(0, 17).Select(_ => Arrive("203.0.113.9"))];
        Assert.That(wires.Take(16).Any(static w => w.IsShut), Is.False);
        Assert.That(Text(wires[16]), Is.EqualTo($"-- {Full} (AddressFull)\n"));
        Assert.That(wires[16].IsDisposed, Is.True);
        Assert.That(Arrive("203.0.113.8").IsShut, Is.False, "another address");
        wires[0].End();
        _server.Settle();
        Assert.That(Arrive("203.0.113.9").IsShut, Is.False, "a place has become free");
        Assert.That(Arrive("203.0.113.9").IsShut, Is.True);
    }

    [Test]
    public void The_thirty_third_in_ten_minutes_is_turned_away_with_a_sentence()
    {
        for (int i = 0; i < 32; i++)
        {
            SimWire wire = Arrive("2001:db8::1");
            Assert.That(wire.IsShut, Is.False, $"{i}");
            wire.Reset();
            _server.Settle();
        }

        Assert.That(Text(Arrive("2001:db8::2")), Is.EqualTo($"-- {TooOften} (TooManyArrivals)\n"));
        _server.Pass(600_000);
        Assert.That(Arrive("2001:db8::3").IsShut, Is.False);
    }

    [Test]
    public void A_class_behind_one_private_address_is_welcome()
    {
        for (int i = 0; i < 100; i++)
        {
            Assert.That(Arrive("192.168.1.1").IsShut, Is.False, $"{i}");
        }
    }

    [Test]
    public void Without_limits_nobody_is_counted()
    {
        Stop();
        Open(new ServerOptions().WithoutLimits());
        for (int i = 0; i < 100; i++)
        {
            Assert.That(Arrive("203.0.113.9").IsShut, Is.False, $"{i}");
        }
    }

    [TestCase("username")]
    [TestCase("nick")]
    [TestCase("nickname")]
    [TestCase("prompt")]
    [TestCase("name-first")]
    public void Older_clients_are_told_in_their_own_way(string dialect)
    {
        using var server = new OldServer(new ServerOptions
        {
            Protection = Protection.Default with { ClientsPerAddress = 1 },
        });
        var address = IPAddress.Parse("203.0.113.9");
        server.Arrive(dialect).Wire.Address = address;
        server.Settle();
        OldClient second = server.Arrive(dialect);
        second.Wire.Address = address;
        server.Settle();
        string head = dialect == "nickname" ? "[SERVER] " : "SERVER: ";
        Assert.That(second.Take(), Is.EqualTo(new[] { head + Full }));
        server.Pass(500);
        Assert.That(second.Take(), Is.EqualTo(new[] { "RESET" }));
    }

    private SimWire Arrive(string address)
    {
        SimWire wire = _server.Connect();
        wire.Address = IPAddress.Parse(address);
        _server.Settle();
        return wire;
    }

    private void Open(ServerOptions options) => _server = new SimServer(options);

    private static string Text(SimWire wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
