using System.Net;
using System.Net.Sockets;

namespace EventLoopServer.Connections;

/// <summary>
/// A listening TCP socket. What is set here is inherited by every socket that it accepts: no delay,
/// keep-alive, the send buffer, and that nothing blocks.
/// </summary>
internal sealed class SocketListener : IListener
{
    /// <summary>
    /// Arrivals that may wait to be accepted. The kernel lowers it to its own limit; a small number
    /// costs late arrivals a second each (the SYN is sent again).
    /// </summary>
    private const int Backlog = int.MaxValue;

    private SocketListener(Socket socket)
    {
        Socket = socket;
        var local = (IPEndPoint)socket.LocalEndPoint!;
        Address = local.ToString();
        Port = local.Port;
    }

    public Socket Socket { get; }

    public string Address { get; }

    public int Port { get; }

    public static SocketListener Open(IPEndPoint endPoint, int sendBufferBytes)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Blocking = false;
            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            if (sendBufferBytes > 0)
            {
                socket.SendBufferSize = sendBufferBytes;
            }

            // [::] takes IPv4 as well, so that --lan needs one listener only.
            if (endPoint.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = endPoint.Address.Equals(IPAddress.IPv6Any);
            }

            // No ReuseAddress: on Linux it would let a second server share the port.
            socket.Bind(endPoint);
            socket.Listen(Backlog);
            return new SocketListener(socket);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new ListenException(Explain(endPoint, e), e);
        }
    }

    public AcceptStatus TryAccept(out IWire? wire, out string error)
    {
        wire = null;
        error = string.Empty;
        try
        {
            // Accept throws when nobody is there, which costs more than asking first.
            if (!Socket.Poll(0, SelectMode.SelectRead))
            {
                return AcceptStatus.Nothing;
            }

            wire = new SocketWire(Socket.Accept());
            return AcceptStatus.Accepted;
        }
        catch (SocketException e)
        {
            error = e.SocketErrorCode.ToString();
            return SocketErrors.ToAcceptStatus(e.SocketErrorCode);
        }
        catch (ObjectDisposedException)
        {
            error = "closed";
            return AcceptStatus.ListenerDead;
        }
    }

    public void Dispose() => Socket.Dispose();

    private static string Explain(
        IPEndPoint endPoint, SocketException e) => e.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                $"{endPoint} is in use: stop what listens there, or choose another with --port.",
            SocketError.AccessDenied =>
                $"{endPoint} may not be used by this account: choose a --port above 1023.",
            SocketError.AddressNotAvailable =>
                $"{endPoint} is not an address of this machine: choose one that is, or use --lan.",
            SocketError.AddressFamilyNotSupported =>
                $"{endPoint} cannot be used: this machine has no IPv6.",
            _ => $"{endPoint} cannot be listened on: {e.Message}.",
        };
}
