using System.Net;
using System.Net.Sockets;

namespace EventLoopServer.Threading;

/// <summary>
/// A UDP socket on loopback, connected to itself: sending a byte makes it readable, which ends a
/// Select. A connected socket takes no datagram from other senders. It is the same on every
/// platform.
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
    /// Called from any thread. A full socket buffer means that a byte is there already, and a
    /// closed socket means that the reactor has ended.
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
