using System.Net;
using System.Net.Sockets;
using EventLoopServer.Transport;

namespace UnitTests.EndToEnd.Peers;

/// <summary>
/// Unacknowledged output to a vanished peer times out as soon as keep-alive does.
/// </summary>
internal sealed class UserTimeoutTests
{
    [Test]
    public void Accepted_socket_times_out_after_90_seconds()
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
            Assert.That(SocketUserTimeout.Get(client), Is.Zero, "the other side is unchanged");
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
