using System.Net;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Web;

namespace UnitTests.Admission;

/// <summary>
/// Connections above the chat limits of their address: HTTP has limits of its own.
/// </summary>
internal sealed class OverLimitTests
{
    private const string Address = "203.0.113.9";

    private static readonly string s_refusal =
        $"-- {TextLine.RefusalText(RefusalCode.AddressFull)} (AddressFull)\n";

    private SimServer _server = null!;

    [SetUp]
    public void Fill()
    {
        _server = new SimServer(new ServerOptions
        {
            ClientLimits = ClientLimits.Default with { ClientsPerAddress = 2 },
        });
        Connect("ann\n");
        Connect("bob\n");
    }

    [TearDown]
    public void Stop() => _server.Dispose();

    [TestCase("/")]
    [TestCase("/healthz")]
    [TestCase("/page/app.js")]
    public void Page_and_checks_are_served(string path)
    {
        SimTransport wire = Connect($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.That(Read(wire), Does.StartWith("HTTP/1.1 200 OK\r\n"));
        Assert.That(wire.IsShut, Is.False);
    }

    [Test]
    public void WebSocket_is_refused_with_a_goodbye()
    {
        string answer = Read(Connect(WebPeer.Opening()));
        Assert.That(answer, Does.StartWith("HTTP/1.1 101 "));
        Assert.That(answer, Does.Contain(Refusal.For(RefusalCode.AddressFull).Sentence));
    }

    [Test]
    public void Chat_client_gets_the_refusal_with_its_first_bytes()
    {
        SimTransport wire = Connect("carol\n");
        Assert.That(Read(wire), Is.EqualTo(s_refusal));
        Assert.That(wire.IsShut);
        Assert.That(_server.Server.Stats.Refused, Is.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("GE")]
    public void Silent_client_gets_the_refusal_after_a_second(string first)
    {
        SimTransport wire = Connect(first);
        _server.Pass(999);
        Assert.That(wire.IsShut, Is.False);
        _server.Pass(1);
        Assert.That(Read(wire), Is.EqualTo(s_refusal));
        Assert.That(wire.IsShut);
        wire.End();
        _server.Settle();
        Assert.That(
            _server.Server.Stats.ClosedBy[(int)CloseReason.NotResumed], Is.EqualTo(1));
    }

    [Test]
    public void Sixty_fifth_connection_of_http_is_rejected_at_once()
    {
        for (int n = 0; n < 64; n++)
        {
            Assert.That(
                Connect("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").IsShut, Is.False);
        }

        SimTransport wire = Connect("");
        Assert.That(Read(wire), Is.EqualTo(s_refusal));
        Assert.That(wire.IsShut);
    }

    [Test]
    public void Places_are_free_again_after_the_connections()
    {
        for (int round = 0; round < 3; round++)
        {
            SimTransport[] wires = [.. Enumerable.Range(0, 60).Select(n =>
                Connect(n % 2 == 0 ? "x\n" : "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"))];
            foreach (SimTransport wire in wires)
            {
                wire.End();
            }

            _server.Pass(20_000);
            Assert.That(_server.Server.Connections, Is.EqualTo(2));
        }
    }

    [Test]
    public void Server_without_web_rejects_at_once()
    {
        using var server = new SimServer(new ServerOptions
        {
            ClientLimits = ClientLimits.Default with { ClientsPerAddress = 1 },
            Web = new WebOptions { IsOff = true },
        });
        foreach (bool isShut in new[] { false, true })
        {
            SimTransport wire = server.Connect();
            wire.Address = IPAddress.Parse(Address);
            server.Settle();
            Assert.That(wire.IsShut, Is.EqualTo(isShut));
        }
    }

    private static string Read(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());

    private SimTransport Connect(string first)
    {
        SimTransport wire = _server.Connect();
        wire.Address = IPAddress.Parse(Address);
        wire.Write(Encoding.UTF8.GetBytes(first));
        _server.Settle();
        return wire;
    }
}
