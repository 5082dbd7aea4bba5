using System.Net;
using System.Net.Sockets;
using EventLoopServer.Polling;

namespace UnitTests.Polling;

/// <summary>A listener on a free loopback port.</summary>
internal sealed class TestListener : IPollable, IDisposable
{
    public TestListener()
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Socket.Listen(8);
    }

    public Socket Socket { get; }

    /// <summary>Connects a client to the listener.</summary>
    public Socket Arrive()
    {
        var guest = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        guest.Connect(Socket.LocalEndPoint!);
        return guest;
    }

    public void Dispose() => Socket.Dispose();
}
