using System.Net;
using System.Net.Sockets;
using EventLoopServer.Observability;
using EventLoopServer.Transport;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Peers;

/// <summary>Which peers count as local to the server's machine, on real sockets.</summary>
internal sealed class LocalPeerTests
{
    [Test]
    public void Loopback_client_may_read_statistics()
    {
        using var server = new ServerUnderTest();
        using TestClient client = server.Text();
        client.Say("/stats");
        Assert.That(
            client.ReadLine(), Does.StartWith($"-- {LogSentence.Start(nameof(Log.StatsTurns))}"));
    }

    [TestCase("127.0.0.1", "127.0.0.1")]
    [TestCase("0.0.0.0", "127.0.0.1")]
    [TestCase("::1", "::1")]
    [TestCase("::", "::1")]
    [TestCase("::", "127.0.0.1")]
    public void Loopback_address_is_local(string listen, string connect) =>
        Assert.That(IsLocal(IPAddress.Parse(listen), IPAddress.Parse(connect)), Is.True);

    [Test]
    public void Other_address_of_the_machine_is_not_local()
    {
        if (LanAddresses.Find() is not [IPAddress address, ..])
        {
            Assert.Ignore("This machine has no address but loopback ones.");
            return;
        }

        Assert.That(IsLocal(IPAddress.Any, address), Is.False);
        Assert.That(IsLocal(LanAddresses.Any, address), Is.False);
    }

    private static bool IsLocal(IPAddress listen, IPAddress connect)
    {
        if (!Socket.OSSupportsIPv6 && listen.AddressFamily == AddressFamily.InterNetworkV6)
        {
            Assert.Ignore("This machine has no IPv6.");
        }

        using SocketListener listener = SocketListener.Open(new IPEndPoint(listen, 0), 0);
        using var client = new Socket(connect.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(connect, listener.Port);
        Assert.That(
            listener.TryAccept(out ITransport? transport, out string error),
            Is.EqualTo(AcceptStatus.Accepted),
            error);
        using (transport)
        {
            return transport!.IsLocal;
        }
    }
}
