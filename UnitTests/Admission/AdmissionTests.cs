using System.Net;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Transport;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support.Recording;

namespace UnitTests.Admission;

/// <summary>New connections at a limit, and their log lines.</summary>
internal sealed class AdmissionTests
{
    private const int PausedLine = 20;
    private const int LateResets = 64;

    private ServerLog _log = null!;
    private SimServer _server = null!;

    [SetUp]
    public void Start()
    {
        _log = new ServerLog();
        _server = new SimServer(log: _log);
    }

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void Second_pause_is_logged_after_an_accepted_connection()
    {
        int before = _log.Lines.Count;
        Fail();
        _server.Pass(99);
        Fail();
        _server.Pass(100);
        Assert.That(Pauses(before), Is.EqualTo(1), "two in a row are one line");
        _server.Pass(100);
        Arrive("192.0.2.1");
        Fail();
        Assert.That(Pauses(before), Is.EqualTo(2));
        _server.Pass(1000);
    }

    [Test]
    public void Count_of_suppressed_rejections_restarts_after_each_log_line()
    {
        Open(new ServerOptions
        {
            ClientLimits = ClientLimits.Default with { ClientsPerAddress = 1 },
        });
        Arrive("203.0.113.9");
        foreach (int rejected in new[] { 3, 1, 2 })
        {
            for (int i = 0; i < rejected; i++)
            {
                Arrive("203.0.113.9");
            }

            _server.Pass(10_000);
        }

        Assert.That(
            _log.Count(ServerLog.ConnectionRejected), Is.EqualTo(3), "one line in ten seconds");
        string[] leftOut =
        [
            .. _log.Lines
                .Where(static l => l.Number == ServerLog.LeftOut)
                .Select(static l => l.Text.Split(' ').First(static w => char.IsAsciiDigit(w[0]))),
        ];
        Assert.That(leftOut, Is.EqualTo(new[] { "2", "1" }), "the others of each ten seconds");
    }

    [Test]
    public void Full_server_does_not_count_rejected_arrivals()
    {
        Open(new ServerOptions
        {
            MaxClients = 1,
            ClientLimits =
                ClientLimits.Default with { ClientsPerAddress = 2, ArrivalsPerAddress = 3 },
        });
        SimTransport first = Arrive("203.0.113.9");
        for (int i = 0; i < 5; i++)
        {
            Assert.That(Read(Arrive("203.0.113.8")), Does.EndWith("(ServerFull)\n"));
        }

        first.End();
        _server.Settle();
        Assert.That(Arrive("203.0.113.8").IsShut, Is.False, "its address is as good as new");
    }

    [TestCase(LateResets - 1, LateResets - 1)]
    [TestCase(LateResets, LateResets)]
    [TestCase(LateResets + 1, LateResets)]
    public void Pending_resets_of_rejected_legacy_clients_are_limited(
        int rejected, int waiting)
    {
        using FakeOldServer server = new FakeOldServer(new ServerOptions { MaxClients = 1 });
        server.Arrive("nick");
        server.Settle();
        List<LegacyPeer> late =
            [.. Enumerable.Range(0, rejected).Select(_ => server.Arrive("nick"))];
        server.Settle();
        Assert.That(late.Count(static c => !c.Wire.IsDisposed), Is.EqualTo(waiting));
        server.Pass(1000);
        Assert.That(late.TrueForAll(static c => c.Wire.IsDisposed), Is.True, "all are gone");
    }

    private int Pauses(int from) =>
        _log.Lines.Skip(from).Count(static l => l.Number == PausedLine);

    private void Fail()
    {
        _server.Network.Listener.NextFault = AcceptStatus.OutOfResources;
        _server.Connect();
        _server.Settle();
    }

    private SimTransport Arrive(string address)
    {
        SimTransport wire = _server.Connect();
        wire.Address = IPAddress.Parse(address);

        // Above a limit, only the first bytes show that it is no client of HTTP.
        wire.Write("\n"u8);
        _server.Settle();
        return wire;
    }

    private void Open(ServerOptions options)
    {
        _server.Dispose();
        _server = new SimServer(options, log: _log);
    }

    private static string Read(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
