using System.Net;
using System.Runtime.CompilerServices;
using EventLoopServer.Admission;
using EventLoopServer.Configuration;
using EventLoopServer.Sessions;
using UnitTests.Simulation;

namespace UnitTests.Web;

/// <summary>What a connection of HTTP costs the chat.</summary>
internal sealed class HttpCostTests
{
    /// <summary>
    /// The server cannot know the protocol before the first bytes, so each connection begins with a
    /// session. An HTTP connection must not hold it.
    /// </summary>
    [Test]
    public void Open_http_connection_holds_no_session_and_no_place_of_the_chat()
    {
        using var server = new SimServer(new ServerOptions
        {
            ClientLimits = ClientLimits.Default with { ClientsPerAddress = 1 },
        });
        (WebPeer browser, WeakReference session) = Browse(server);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Multiple(() =>
        {
            Assert.That(session.IsAlive, Is.False, "the session is garbage");
            Assert.That(browser.Wire.IsShut, Is.False, "the connection is kept alive");
            Assert.That(browser.Get("/healthz"), Does.StartWith("HTTP/1.1 200 "));
        });

        // The only place of the address is free.
        Connect(server).Enter("ann");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WebPeer Browser, WeakReference Session) Browse(SimServer server)
    {
        WebPeer browser = Connect(server);
        server.Settle();
        var session = server.Server.Table[0]!.Consumer as Session;
        Assert.That(session, Is.Not.Null);
        Assert.That(browser.Get("/healthz"), Does.StartWith("HTTP/1.1 200 "));
        return (browser, new WeakReference(session));
    }

    private static WebPeer Connect(SimServer server)
    {
        var peer = new WebPeer(server);
        peer.Wire.Address = IPAddress.Parse("203.0.113.9");
        return peer;
    }
}
