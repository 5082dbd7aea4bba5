using System.Net;
using System.Net.Sockets;

namespace EventLoopServer.Threading;

/// <summary>
/// Ends a Select from another thread. It is a UDP socket on loopback that is connected to itself,
/// so sending a byte makes the socket readable. A connected socket accepts no datagram from other
/// senders. The waker is the same on every platform.
/// </summary>
internal sealed class Waker : IDisposable
{
    private static readonly byte[] s_byte = [1];

    private readonly byte[] _sink = new byte[16];

    public Waker()
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            Blocking = false,
        };
        Socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Socket.Connect(Socket.LocalEndPoint!);
    }

    public Socket Socket { get; }

    /// <summary>
    /// Makes the socket readable. Any thread may call it. If the socket's buffer is full, the
    /// socket is already readable. If the socket is closed, the reactor has ended.
    /// </summary>
    public void Wake()
    {
        try
        {
            Socket.Send(s_byte, SocketFlags.None, out _);
        }
        catch (ObjectDisposedException)
        {
        }
    }

    public void Clear()
    {
        while (Socket.Receive(_sink, SocketFlags.None, out SocketError error) > 0
            && error == SocketError.Success)
        {
        }
    }

    public void Dispose() => Socket.Dispose();
}
