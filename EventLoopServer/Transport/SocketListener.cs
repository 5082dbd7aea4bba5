using System.Net;
using System.Net.Sockets;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Transport;

/// <summary>
/// A listening TCP socket. Accepted sockets inherit its settings: no delay, keep-alive, the send
/// buffer, and non-blocking calls.
/// </summary>
internal sealed class SocketListener : IListener
{
    /// <summary>
    /// The most connections that may wait to be accepted. The kernel lowers the number to its own
    /// limit. With a small number, each connection above it takes a second longer, because the
    /// client must send its SYN again.
    /// </summary>
    private const int Backlog = int.MaxValue;

    /// <summary>
    /// How long sent bytes may stay unacknowledged before the connection is lost, in ms. The time
    /// also runs while the receive window of the peer stays full. Keep-alive gives the same time to
    /// a peer without unacknowledged bytes.
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

    /// <summary>True when another socket listens on the address already.</summary>
    public static bool IsInUse(ListenException fault) =>
        fault.InnerException is SocketException
        {
            SocketErrorCode: SocketError.AddressAlreadyInUse,
        };

    /// <summary>Opens a listener, or takes a socket that is open already.</summary>
    /// <param name="endPoint">The address.</param>
    /// <param name="sendBufferBytes">The send buffer of each client; 0: the system's.</param>
    /// <param name="open">A socket that listens on it already; null: one is opened.</param>
    public static SocketListener Open(
        IPEndPoint endPoint, int sendBufferBytes, Socket? open = null)
    {
        Socket? socket = open;
        try
        {
            socket ??= new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Blocking = false;
            socket.NoDelay = true;
            KeepAlive(socket);
            SocketUserTimeout.Set(socket, GoneMs);
            if (sendBufferBytes > 0)
            {
                socket.SendBufferSize = sendBufferBytes;
            }

            if (open is not null)
            {
                return new SocketListener(socket);
            }

            // [::] accepts IPv4 too, so that --lan needs only one listener.
            if (endPoint.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = endPoint.Address.Equals(IPAddress.IPv6Any);
            }

            if (OperatingSystem.IsWindows())
            {
                // Without this, the same user could bind the wildcard and the loopback address on
                // one port. Linux refuses that by itself. macOS allows it, because the runtime sets
                // SO_REUSEADDR before each bind there. The loopback address then gets the
                // connections.
                socket.ExclusiveAddressUse = true;
            }

            // Socket.ReuseAddress would also set SO_REUSEPORT. On Linux, a second server could then
            // share the port.
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
            // Accept throws when no connection is waiting, which costs more than this poll.
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
    /// Detects a vanished peer after 90 s. The systems' default is two hours, and the name of the
    /// client would be taken until then.
    /// </summary>
    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
    }

    /// <returns>Null for a lost connection. Its error does not concern the listener.</returns>
    private static SocketTransport? TryAdopt(Socket socket, out string error)
    {
        error = string.Empty;
        SocketTransport? wire = null;
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                // On macOS an accepted socket inherits keep-alive but not its times.
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
                // The descriptor must not stay open until a garbage collection.
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
