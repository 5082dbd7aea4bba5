using System.Net;
using System.Net.Sockets;
using EventLoopServer.Transport;

namespace UnitTests.EndToEnd.Peers;

/// <summary>What a vanished peer was sent is given up as soon as a silent one is.</summary>
internal sealed class UserTimeoutTests
{
    [Test]
    public void An_accepted_socket_gives_up_after_ninety_seconds()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Only Linux has TCP_USER_TIMEOUT, and hands all of this on.");
        }

        using var listener = SocketListener.Open(new IPEndPoint(IPAddress.Loopback, 0), 0);
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, listener.Port);
        Assert.That(listener.Socket.Poll(10_000_000, SelectMode.SelectRead), Is.True);
        listener.TryAccept(out ITransport? transport, out _);
        using (transport)
        {
            Assert.That(SocketUserTimeout.Get(transport!.Socket), Is.EqualTo(90_000));
            Assert.That(SocketUserTimeout.Get(client), Is.Zero, "nobody else's");
            Assert.That(
                KeepAlive(transport.Socket, SocketOptionName.TcpKeepAliveTime), Is.EqualTo(60));
            Assert.That(
                KeepAlive(transport.Socket, SocketOptionName.TcpKeepAliveInterval), Is.EqualTo(10));
            Assert.That(
                KeepAlive(transport.Socket, SocketOptionName.TcpKeepAliveRetryCount), Is.EqualTo(
                    3));
            Assert.That(
                transport.Socket.GetSocketOption(
                    SocketOptionLevel.Socket, SocketOptionName.KeepAlive),
                Is.EqualTo(1));
        }
    }

    private static object? KeepAlive(Socket socket, SocketOptionName option) =>
        socket.GetSocketOption(SocketOptionLevel.Tcp, option);
}
