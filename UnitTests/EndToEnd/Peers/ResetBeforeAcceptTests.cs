using System.Net;
using System.Net.Sockets;
using EventLoopServer.Configuration;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Peers;

/// <summary>
/// Connections that their peers reset before the server accepts them. Accept then returns a normal
/// socket on Linux, one with an address of length 0 on macOS, and an error on Windows.
/// </summary>
internal sealed class ResetBeforeAcceptTests
{
    /// <summary>More than one turn accepts.</summary>
    private const int Resets = 150;

    [TestCase("127.0.0.1", "127.0.0.1")]
    [TestCase("0.0.0.0", "127.0.0.1")]
    [TestCase("::1", "::1")]
    [TestCase("::", "::1")]
    [TestCase("::", "127.0.0.1")]
    public void Server_accepts_the_next_connection(string listen, string connect)
    {
        var address = IPAddress.Parse(listen);
        var peer = IPAddress.Parse(connect);
        if (!Socket.OSSupportsIPv6 && address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            Assert.Ignore("This machine has no IPv6.");
        }

        using var server = new ServerUnderTest(change: options => options with
        {
            Listening = ListenOptions.At(
            [
                ListenAddress.Shared(IPAddress.Loopback, 0),
                ListenAddress.Shared(address, 0),
            ]),
        });
        int port = server.Server.Listeners[1].Listener.Port;
        using TestClient alice = server.Text("alice");

        // Runs on the reactor thread, so that it cannot accept meanwhile.
        int resets = server.Ask(_ => Reset(peer, port));
        Assert.That(resets, Is.EqualTo(Resets));
        alice.Ping();
        using var next = new Socket(peer.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        next.Connect(peer, port);
        next.Send("bob\n"u8);
        alice.SkipTo(TextLine.Joined("bob"));
        server.Stop();
    }

    private static int Reset(IPAddress peer, int port)
    {
        for (int i = 0; i < Resets; i++)
        {
            using var client = new Socket(peer.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            client.Connect(peer, port);
            client.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        return Resets;
    }
}
