using System.Net;
using System.Net.Sockets;
using EventLoopServer.Polling;

namespace UnitTests.Polling;

/// <summary>
/// Both ends of a loopback connection. The poller polls the near end.
/// </summary>
internal sealed class SocketPair : IPollable, IDisposable
{
    public SocketPair()
    {
        using var listener = new Socket(
            AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        Far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = PollerBench.PatienceMs,
        };
        Far.Connect(listener.LocalEndPoint!);
        Socket = listener.Accept();
        Socket.Blocking = false;
    }

    /// <summary>The polled, non-blocking end.</summary>
    public Socket Socket { get; }

    /// <summary>The other, blocking end.</summary>
    public Socket Far { get; }

    /// <summary>Sends a byte from the far end and waits until the near end can read it.</summary>
    public void Speak()
    {
        Far.Send([7]);
        if (!Socket.Poll(TimeSpan.FromSeconds(30), SelectMode.SelectRead))
        {
            throw new TimeoutException("Loopback did not carry a byte: is the machine stuck?");
        }
    }

    /// <summary>Reads at most 1,024 pending bytes from the near end.</summary>
    /// <returns>The number of bytes; 0 if there are none.</returns>
    public int Listen()
    {
        byte[] bytes = new byte[1024];
        int read = Socket.Receive(bytes, SocketFlags.None, out SocketError error);
        return error == SocketError.Success ? read : 0;
    }

    /// <summary>Sends from the near end until the kernel takes no more.</summary>
    public void FillUp()
    {
        byte[] bytes = new byte[64 * 1024];
        SocketError error;
        do
        {
            Socket.Send(bytes, SocketFlags.None, out error);
        }
        while (error == SocketError.Success);
    }

    public void Dispose()
    {
        Socket.Dispose();
        Far.Dispose();
    }
}
