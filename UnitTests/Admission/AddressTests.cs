using System.Net;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Sentences.Operators;
using Microsoft.Extensions.Logging;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support.Recording;

namespace UnitTests.Admission;

/// <summary>Clients from one network prefix share its limits.</summary>
internal sealed class AddressTests
{
    private static readonly string s_full = TextLine.RefusalText(RefusalCode.AddressFull);
    private static readonly string s_tooOften = TextLine.RefusalText(RefusalCode.TooManyArrivals);

    private SimServer _server = null!;

    [SetUp]
    public void Start() => Open(new ServerOptions());

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void Seventeenth_connection_at_once_is_rejected_with_a_sentence()
    {
        List<SimTransport> wires = [.. Enumerable.Range(0, 17).Select(_ => Arrive("203.0.113.9"))];
        Assert.That(wires.Take(16).Any(static w => w.IsShut), Is.False);
        Assert.That(Text(wires[16]), Is.EqualTo($"-- {s_full} (AddressFull)\n"));
        Assert.That(wires[16].IsShut, Is.True);
        Assert.That(Arrive("203.0.113.8").IsShut, Is.False, "another address");
        wires[0].End();
        _server.Settle();
        Assert.That(Arrive("203.0.113.9").IsShut, Is.False, "a place has become free");
        Assert.That(Arrive("203.0.113.9").IsShut, Is.True);
    }

    [Test]
    public void Thirty_third_arrival_in_ten_minutes_is_rejected_with_a_sentence()
    {
        for (int i = 0; i < 32; i++)
        {
            SimTransport wire = Arrive("2001:db8::1");
            Assert.That(wire.IsShut, Is.False, $"{i}");
            wire.Reset();
            _server.Settle();
        }

        Assert.That(
            Text(Arrive("2001:db8::2")), Is.EqualTo($"-- {s_tooOften} (TooManyArrivals)\n"));
        _server.Pass(600_000);
        Assert.That(Arrive("2001:db8::3").IsShut, Is.False);
    }

    [Test]
    public void Log_names_one_rejected_client_each_ten_seconds_and_counts_the_others()
    {
        var log = new ServerLog();
        Open(1, log);
        Arrive("203.0.113.9");
        string[] Lines() =>
        [
            .. log.Lines
                .Where(static l => l.Number == ServerLog.ConnectionRejected)
                .Select(static l => l.Text),
        ];
        Assert.That(Lines(), Is.Empty);
        for (int i = 0; i < 3; i++)
        {
            Arrive("203.0.113.9");
        }

        string first = Rejected("peer 1");
        Assert.That(Lines(), Is.EqualTo(new[] { first }));
        Assert.That(log.Count(ServerLog.LeftOut), Is.Zero);
        _server.Pass(9_999);
        Arrive("203.0.113.9");
        Assert.That(Lines(), Has.Length.EqualTo(1));
        _server.Pass(1);
        Assert.That(
            log.Lines.Single(static l => l.Number == ServerLog.LeftOut).Text,
            Is.EqualTo(LogSentence.Of(
                nameof(Log.LeftOut), 3, LogKindSentences.RejectedConnections)));
        Arrive("203.0.113.9");
        string second = Rejected("peer 5");
        Assert.That(Lines(), Is.EqualTo(new[] { first, second }));
    }

    [Test]
    public void Debug_log_names_every_rejected_client()
    {
        var log = new ServerLog(LogLevel.Debug);
        Open(1, log);
        for (int i = 0; i < 4; i++)
        {
            Arrive("203.0.113.9");
        }

        Assert.That(
            log.Lines.Where(static l => l.Number == ServerLog.ConnectionRejected)
                .Select(static l => (l.Level, l.Text)),
            Is.EqualTo(new[]
            {
                (LogLevel.Information, Rejected("peer 1")),
                (LogLevel.Debug, Rejected("peer 2")),
                (LogLevel.Debug, Rejected("peer 3")),
            }));
        Assert.That(log.Count(ServerLog.LeftOut), Is.Zero);
    }

    [Test]
    public void Hundred_clients_of_one_private_address_are_accepted()
    {
        for (int i = 0; i < 100; i++)
        {
            Assert.That(Arrive("192.168.1.1").IsShut, Is.False, $"{i}");
        }
    }

    [Test]
    public void Server_without_limits_accepts_all_clients_of_an_address()
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
    public void Rejected_legacy_clients_get_the_sentence_in_their_own_form(string dialect)
    {
        using FakeOldServer server = new FakeOldServer(new ServerOptions
        {
            ClientLimits = ClientLimits.Default with { ClientsPerAddress = 1 },
        });
        var address = IPAddress.Parse("203.0.113.9");
        server.Arrive(dialect).Wire.Address = address;
        server.Settle();
        LegacyPeer second = server.Arrive(dialect);
        second.Wire.Address = address;
        server.Settle();
        string head = dialect == "nickname" ? "[SERVER] " : "SERVER: ";
        Assert.That(second.Take(), Is.EqualTo(new[] { head + s_full }));
        server.Pass(500);
        Assert.That(second.Take(), Is.EqualTo(new[] { "RESET" }));
    }

    private static string Rejected(string peer) =>
        LogSentence.Of(nameof(Log.ConnectionRejected), peer, RefusalCode.AddressFull);

    private SimTransport Arrive(string address)
    {
        SimTransport wire = _server.Connect();
        wire.Address = IPAddress.Parse(address);

        // Above a limit, only the first bytes show that it is no client of HTTP.
        wire.Write("\n"u8);
        _server.Settle();
        return wire;
    }

    private void Open(ServerOptions options) => _server = new SimServer(options);

    private void Open(int clientsPerAddress, ServerLog log)
    {
        Stop();
        _server = new SimServer(
            new ServerOptions
            {
                ClientLimits = ClientLimits.Default with { ClientsPerAddress = clientsPerAddress },
            },
            log: log);
    }

    private static string Text(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
