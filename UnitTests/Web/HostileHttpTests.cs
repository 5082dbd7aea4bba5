using System.Net;
using System.Text;
using EventLoopServer.Configuration;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Web;

/// <summary>Clients of HTTP that do harm: each costs only itself.</summary>
internal sealed class HostileHttpTests
{
    private const int HeadMs = 20_000;

    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer();

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void Head_that_arrives_slowly_is_cut_off_after_20_s()
    {
        var slow = new WebPeer(_server);
        slow.Wire.Write("GET / HTTP/1.1\r\nHost: localhost\r\n"u8);
        _server.Settle();
        for (int second = 1; second < HeadMs / 1000; second++)
        {
            _server.Pass(1000);
            slow.Wire.Write("X: y\r\n"u8);
            _server.Settle();
        }

        Assert.That(slow.Wire.IsShut, Is.False);
        _server.Pass(1000);
        Assert.That(Text(slow.Wire), Does.StartWith("HTTP/1.1 408 "));
        Assert.That(slow.Wire.IsShut);
    }

    [Test]
    public void Idle_connection_is_closed_after_15_s()
    {
        var idle = new WebPeer(_server);
        idle.Get("/healthz");
        _server.Pass(14_999);
        Assert.That(idle.Get("/healthz"), Does.StartWith("HTTP/1.1 200 "));
        _server.Pass(14_999);
        Assert.That(idle.Wire.IsShut, Is.False);
        _server.Pass(1);
        Assert.That(idle.Wire.IsShut);
    }

    [Test]
    public void Second_head_has_its_own_20_s()
    {
        var slow = new WebPeer(_server);
        slow.Get("/healthz");
        slow.Request("G");
        _server.Pass(HeadMs - 1);
        Assert.That(slow.Wire.IsShut, Is.False);
        _server.Pass(1);
        Assert.That(slow.Wire.IsShut);
    }

    [Test]
    public void Million_header_fields_are_refused_at_the_first_64()
    {
        var hostile = new WebPeer(_server);
        var head = new StringBuilder("GET / HTTP/1.1\r\nHost: localhost\r\n");
        for (int n = 0; n < 1_000_000; n++)
        {
            head.Append("a:\r\n");
        }

        string answer = hostile.Request($"{head}\r\n");
        Assert.That(answer, Does.StartWith("HTTP/1.1 431 "));
        Assert.That(_server.Server.Slab.Rented, Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Endless_head_is_refused_when_its_buffer_is_full()
    {
        string answer = new WebPeer(_server).Request($"GET /{new string('x', 20_000)}");
        Assert.That(answer, Does.StartWith("HTTP/1.1 431 "));
    }

    // A proxy that reads the length sees one request with a body, another one sees two requests.
    [TestCase("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "501")]
    [TestCase("Content-Length: 5\r\nContent-Length: 0\r\n", "400")]
    [TestCase("Content-Length: 5\r\n", "413")]
    [TestCase("X: y\n\r\n", "400")]
    [TestCase(" folded: y\r\n", "400")]
    public void Request_after_an_ambiguous_one_is_never_read(string fields, string status)
    {
        var proxy = new WebPeer(_server);
        string answer = proxy.Request(
            $"POST / HTTP/1.1\r\nHost: localhost\r\n{fields}\r\nGET /healthz HTTP/1.1\r\n"
            + "Host: localhost\r\n\r\n");
        Assert.That(answer, Does.StartWith($"HTTP/1.1 {status} "));
        Assert.That(answer.Split("HTTP/1.1 ").Length - 1, Is.EqualTo(1));
        Assert.That(answer, Does.Contain("\r\nConnection: close\r\n"));
        Assert.That(proxy.Wire.IsShut);
    }

    [TestCase("localhost", "200")]
    [TestCase("LOCALHOST:5050", "200")]
    [TestCase("127.0.0.1:5050", "200")]
    [TestCase("192.168.1.20", "200")]
    [TestCase("[::1]:5050", "200")]
    [TestCase("[2001:db8::1]", "200")]
    [TestCase("evil.example", "421")]
    [TestCase("localhost.evil.example", "421")]
    [TestCase("127.0.0.1.evil.example:5050", "421")]
    [TestCase("2130706433", "421")]
    [TestCase("localhost:5050:1", "421")]
    [TestCase("[::1", "421")]
    [TestCase("user@localhost", "421")]
    public void Name_of_another_site_is_refused(string host, string status)
    {
        Assert.That(
            new WebPeer(_server).Get("/", host: host), Does.StartWith($"HTTP/1.1 {status} "));
        string opened = new WebPeer(_server).Request(WebPeer.Opening(host: host));
        Assert.That(
            opened, Does.StartWith($"HTTP/1.1 {(status == "200" ? "101" : status)} "));
    }

    [Test]
    public void Name_that_the_operator_gave_is_served()
    {
        using var server = new SimServer(
            new ServerOptions { Web = new WebOptions { Hosts = ["chat.example"] } });
        Assert.That(
            new WebPeer(server).Get("/", host: "Chat.Example:80"), Does.StartWith("HTTP/1.1 200 "));
    }

    [TestCase(64, false)]
    [TestCase(65, true)]
    public void Connections_of_one_address_are_limited_apart_from_chat_clients(
        int connections, bool isRefused)
    {
        string answer = "";
        for (int n = 0; n < connections; n++)
        {
            SimTransport wire = _server.Connect();
            wire.Address = IPAddress.Parse("203.0.113.9");
            answer = new WebPeer(_server, wire).Get("/healthz");
        }

        Assert.That(
            answer, Does.StartWith(isRefused ? "HTTP/1.1 429 " : "HTTP/1.1 200 "));
        SimTransport chat = _server.Connect();
        chat.Address = IPAddress.Parse("203.0.113.9");
        chat.Write("alice\n"u8);
        _server.Settle();
        Assert.That(Text(chat), Does.Contain("alice"));
    }

    [TestCase(240, false)]
    [TestCase(241, true)]
    public void Arrivals_of_one_address_are_limited_apart_from_chat_clients(
        int arrivals, bool isRefused)
    {
        string answer = "";
        for (int n = 0; n < arrivals; n++)
        {
            SimTransport wire = _server.Connect();
            wire.Address = IPAddress.Parse("203.0.113.9");
            answer = new WebPeer(_server, wire).Get("/healthz");
            wire.Reset();
            _server.Settle();
        }

        Assert.That(
            answer, Does.StartWith(isRefused ? "HTTP/1.1 429 " : "HTTP/1.1 200 "));
    }

    private static string Text(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
