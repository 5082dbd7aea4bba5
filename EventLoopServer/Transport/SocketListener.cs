using System.Net;
using System.Net.Sockets;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Transport;

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

    /// <summary>
    /// How long a peer may acknowledge nothing of what it was sent, in ms: as long as keep-alive
    /// gives one that was sent nothing. A full window that does not open counts too.
    /// </summary>
    private const int GoneMs = 90_000;

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
        Socket? socket = null;
        try
        {
            socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Blocking = false;
            socket.NoDelay = true;
            KeepAlive(socket);
            SocketUserTimeout.Set(socket, GoneMs);
            if (sendBufferBytes > 0)
            {
                socket.SendBufferSize = sendBufferBytes;
            }

            // [::] takes IPv4 as well, so that --lan needs one listener only.
            if (endPoint.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = endPoint.Address.Equals(IPAddress.IPv6Any);
            }

            if (OperatingSystem.IsWindows())
            {
                // Or the same user could bind the wildcard and the loopback address on one port.
                // Linux refuses that by itself. macOS allows it, and the loopback address wins: the
                // runtime sets SO_REUSEADDR before each bind there.
                socket.ExclusiveAddressUse = true;
            }

            // No ReuseAddress: on Linux it would let a second server share the port.
            socket.Bind(endPoint);
            socket.Listen(Backlog);
            return new SocketListener(socket);
        }
        catch (SocketException e)
        {
            socket?.Dispose();
            throw Explain(endPoint, e);
        }
    }

    public AcceptStatus TryAccept(out ITransport? transport, out string error)
    {
        transport = null;
        error = string.Empty;
        Socket socket;
        try
        {
            // Accept throws when nobody is there, which costs more than asking first.
            if (!Socket.Poll(0, SelectMode.SelectRead))
            {
                return AcceptStatus.Nothing;
            }

            socket = Socket.Accept();
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

        transport = TryAdopt(socket, out error);
        return transport is null ? AcceptStatus.PeerFault : AcceptStatus.Accepted;
    }

    public void Dispose() => Socket.Dispose();

    /// <summary>
    /// A peer that has vanished without a word is noticed after a minute and a half, not after the
    /// two hours that systems wait by themselves: until then its name stays taken.
    /// </summary>
    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
    }

    /// <returns>Null for a connection that is gone: its error says nothing of the listener.
    /// </returns>
    private static SocketTransport? TryAdopt(Socket socket, out string error)
    {
        error = string.Empty;
        SocketTransport? wire = null;
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                // macOS hands on that keep-alive is wanted but not its times.
                KeepAlive(socket);
            }

            return wire = new SocketTransport(socket);
        }
        catch (SocketException e)
        {
            error = e.SocketErrorCode.ToString();
            return null;
        }
        finally
        {
            if (wire is null)
            {
                // Its descriptor must not wait for a collection.
                socket.Dispose();
            }
        }
    }

    private static ListenException Explain(IPEndPoint endPoint, SocketException e)
    {
        string address = $"{endPoint}";
        (string reason, string advice) = e.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                (ListenSentences.InUse(address), ListenSentences.InUseAdvice),
            SocketError.AccessDenied when OperatingSystem.IsWindows() =>
                (ListenSentences.Reserved(address), ListenSentences.ReservedAdvice),
            SocketError.AccessDenied =>
                (ListenSentences.NotAllowed(address), ListenSentences.NotAllowedAdvice),
            SocketError.AddressNotAvailable =>
                (ListenSentences.NotOurs(address), ListenSentences.NotOursAdvice),
            SocketError.AddressFamilyNotSupported =>
                (ListenSentences.NoIPv6(address), ListenSentences.NoIPv6Advice),
            _ => (ListenSentences.Other(address), $"{e.Message}."),
        };
        return new ListenException(reason, advice, e);
    }
}
