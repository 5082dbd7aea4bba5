using System.Net;
using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using EventLoopServer.Web;
using Protocol.Dialects.Web.Http;
using Protocol.Messages;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Web;

/// <summary>Clients behind a reverse proxy: which fields are believed, and what follows.</summary>
internal sealed class ProxyTests
{
    private const string Proxy = "192.0.2.80";

    private static readonly string s_full = Refusal.For(RefusalCode.AddressFull).Sentence;

    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer(new ServerOptions
    {
        Web = new WebOptions
        {
            Proxies = [NetworkPrefix.Of(IPAddress.Parse(Proxy)), NetworkPrefix.Of(
                IPAddress.Parse("10.1.0.0"), NetworkPrefix.BitsBeforeV4 + 16)],
        },
    });

    [TearDown]
    public void Stop() => _server.Dispose();

    // The peer, X-Forwarded-For, the client; empty: the peer is the client.
    [TestCase(Proxy, "203.0.113.9", "203.0.113.9")]
    [TestCase(Proxy, "198.51.100.1, 203.0.113.9", "203.0.113.9")]
    [TestCase(Proxy, "127.0.0.1,203.0.113.9", "203.0.113.9")]
    [TestCase(Proxy, "203.0.113.9, 10.1.2.3", "203.0.113.9")]
    [TestCase(Proxy, "198.51.100.1, 203.0.113.9, 10.1.2.3,10.1.2.4", "203.0.113.9")]
    [TestCase(Proxy, "10.1.2.3, 10.1.2.4", "10.1.2.3")]
    [TestCase(Proxy, "2001:db8::9", "2001:db8::9")]
    [TestCase(Proxy, "unknown, 10.1.2.3", "10.1.2.3")]
    [TestCase(Proxy, "unknown", "")]
    [TestCase(Proxy, "203.0.113.9,", "")]
    [TestCase(Proxy, "", "")]
    [TestCase("192.0.2.81", "203.0.113.9", "")]
    [TestCase("203.0.113.1", "203.0.113.9, 192.0.2.80", "")]
    [TestCase("127.0.0.1", "203.0.113.9", "")]
    public void Client_is_the_last_address_that_no_trusted_proxy_has(
        string peer, string list, string client)
    {
        var rule = new ProxyRule(
            [NetworkPrefix.Of(IPAddress.Parse(Proxy)),
                NetworkPrefix.Of(IPAddress.Parse("10.1.0.0"), 16)]);
        byte[] request = Encoding.Latin1.GetBytes(
            $"GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {list}\r\n\r\n");
        HttpHeadParser.Read(request, out HttpHead head);
        Assert.That(
            $"{rule.Find(head, IPAddress.Parse(peer))?.Address}", Is.EqualTo(client));
    }

    [Test]
    public void Clients_of_a_proxy_have_their_own_connection_limits()
    {
        for (int n = 0; n < 40; n++)
        {
            Assert.That(OpenThrough($"203.0.113.{n}"), Does.Contain("\"welcome\""), $"{n}");
        }

        for (int n = 1; n < 16; n++)
        {
            Assert.That(OpenThrough("203.0.113.1"), Does.Contain("\"welcome\""), $"{n}");
        }

        Assert.That(OpenThrough("203.0.113.1"), Does.Contain(s_full));
        Assert.That(OpenThrough("203.0.113.2"), Does.Contain("\"welcome\""));
    }

    [Test]
    public void Place_of_a_client_is_free_again_after_its_connection()
    {
        WebPeer[] peers = [.. Enumerable.Range(0, 16).Select(_ => Connect(Proxy))];
        foreach (WebPeer peer in peers)
        {
            Assert.That(
                peer.Request(WebPeer.Opening("X-Forwarded-For: 203.0.113.1\r\n")),
                Does.StartWith("HTTP/1.1 101 "));
        }

        peers[3].Wire.Reset();
        _server.Settle();
        Assert.That(OpenThrough("203.0.113.1"), Does.Contain("\"welcome\""));
    }

    [Test]
    public void One_connection_of_a_proxy_may_serve_many_clients()
    {
        WebPeer proxy = Connect(Proxy);
        for (int n = 0; n < 100; n++)
        {
            Assert.That(
                proxy.Get("/healthz", $"X-Forwarded-For: 203.0.113.{n}\r\n"),
                Does.StartWith("HTTP/1.1 200 "));
        }
    }

    [Test]
    public void Client_without_a_proxy_cannot_choose_its_address()
    {
        for (int n = 0; n < 16; n++)
        {
            Assert.That(
                Connect("198.51.100.7").Request(
                    WebPeer.Opening($"X-Forwarded-For: 203.0.113.{n}\r\n")),
                Does.Contain("\"welcome\""));
        }

        Assert.That(
            Connect("198.51.100.7").Request(WebPeer.Opening("X-Forwarded-For: 203.0.113.99\r\n")),
            Does.Contain(s_full));
    }

    [Test]
    public void Ban_applies_to_the_client_and_not_to_its_proxy()
    {
        using SimServer server = new(new ServerOptions
        {
            Web = new WebOptions { Proxies = [NetworkPrefix.Of(IPAddress.Parse(Proxy))] },
        });
        WebPeer bad = Open(server, "203.0.113.1");
        WebPeer good = Open(server, "203.0.113.2");
        server.Server.Console.Run([.. "/ban 203.0.113.1\n"u8], out _, out _);
        server.Settle();
        Assert.That(bad.Wire.IsShut);
        Assert.That(good.Wire.IsShut, Is.False);
    }

    [TestCase(Proxy, "https", "https://localhost:5050", true)]
    [TestCase(Proxy, "https", "http://localhost:5050", false)]
    [TestCase(Proxy, "http", "http://localhost:5050", true)]
    [TestCase("198.51.100.7", "https", "http://localhost:5050", true)]
    public void Scheme_of_a_trusted_proxy_decides_about_the_origin(
        string peer, string scheme, string origin, bool isAccepted)
    {
        string answer = Connect(peer).Request(WebPeer.Opening(
            $"X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: {scheme}\r\n"
            + $"Origin: {origin}\r\n"));
        Assert.That(answer, Does.StartWith(isAccepted ? "HTTP/1.1 101 " : "HTTP/1.1 403 "));
        Assert.That(
            answer.Contains(WebSentences.OtherOrigin, StringComparison.Ordinal),
            Is.Not.EqualTo(isAccepted));
    }

    private static WebPeer Open(SimServer server, string client)
    {
        SimTransport wire = server.Connect();
        wire.Address = IPAddress.Parse(Proxy);
        var peer = new WebPeer(server, wire);
        peer.Request(WebPeer.Opening($"X-Forwarded-For: {client}\r\n"));
        peer.Send($$"""{"verb":"name","id":1,"target":"u{{client.Replace('.', '-')}}"}""");
        return peer;
    }

    private string OpenThrough(string client) =>
        Connect(Proxy).Request(WebPeer.Opening($"X-Forwarded-For: {client}\r\n"));

    private WebPeer Connect(string address)
    {
        SimTransport wire = _server.Connect();
        wire.Address = IPAddress.Parse(address);
        return new WebPeer(_server, wire);
    }
}
