using System.Text;
using EventLoopServer.Configuration;
using UnitTests.Protocol.Dialects.Web;
using UnitTests.Simulation;
using UnitTests.Support;
using UnitTests.Transport.Tls;

namespace UnitTests.Web;

/// <summary>The page and WebSockets on a server with TLS.</summary>
internal sealed class WebTlsTests
{
    private const string Origin = "Origin: https://localhost:5050\r\n";

    private SimServer _server = null!;

    [SetUp]
    public void Start() => _server = new SimServer(new ServerOptions
    {
        Certificate = TestCertificate.Own,
        Tls = new TlsOptions { IsRequired = true },
    });

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void WebSocket_inside_TLS_enters_the_chat()
    {
        using TlsPeer alice = new TlsPeer(_server).ShakeHands();
        alice.Send(Encoding.ASCII.GetBytes(WebPeer.Opening(Origin)));
        Assert.That(alice.ReadLine(), Is.EqualTo("HTTP/1.1 101 Switching Protocols\r"));
        alice.Send(WebFrames.InParts("""{"verb":"name","id":1,"target":"alice"}""", 5));
        _server.Settle();
        Assert.That(_server.Server.Directory.People, Is.EqualTo(1));
    }

    [Test]
    public void Unencrypted_page_may_not_open_an_encrypted_WebSocket()
    {
        using TlsPeer peer = new TlsPeer(_server).ShakeHands();
        peer.Send(Encoding.ASCII.GetBytes(
            WebPeer.Opening(Origin.Replace("https", "http", StringComparison.Ordinal))));
        Assert.That(peer.ReadLine(), Is.EqualTo("HTTP/1.1 403 Forbidden\r"));
    }

    [Test]
    public void Unencrypted_requests_are_refused_where_TLS_is_required()
    {
        Assert.That(new WebPeer(_server).Get("/"), Does.StartWith("HTTP/1.1 403 "));
        var peer = new WebPeer(_server);
        Assert.That(peer.Request(WebPeer.Opening()), Does.StartWith("HTTP/1.1 403 "));
        Assert.That(peer.Wire.IsShut);
        Assert.That(_server.Server.Directory.People, Is.Zero);
    }
}
