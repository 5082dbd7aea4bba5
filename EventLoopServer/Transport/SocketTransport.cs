using System.Net;
using System.Net.Sockets;
using EventLoopServer.Threading;

namespace EventLoopServer.Transport;

/// <summary>
/// A TCP socket as a transport. Sends are plain non-blocking sends. A send with
/// SocketAsyncEventArgs was rejected. It completes only when all bytes are sent, and never reports
/// how much the kernel took.
/// </summary>
internal sealed class SocketTransport : ITransport
{
    private readonly ThreadGuard _guard = new();

    public SocketTransport(Socket socket)
    {
        _guard.Check();
        Socket = socket;

        // On Linux, the socket inherits this from the listener. Other platforms may differ.
        socket.Blocking = false;
        IPEndPoint? peer = FindPeer(socket);
        Peer = peer?.ToString() ?? "unknown";
        Address = peer?.Address;
        IsLocal = peer is not null && IPAddress.IsLoopback(peer.Address);
    }

    public Socket Socket { get; }

    public string Peer { get; }

    public IPAddress? Address { get; }

    public bool IsLocal { get; }

    public int Send(ReadOnlySpan<byte> bytes, out IoStatus status)
    {
        _guard.Check();
        int sent = Socket.Send(bytes, SocketFlags.None, out SocketError error);
        status = SocketErrors.ToStatus(error);
        return sent;
    }

    public int Send(IList<ArraySegment<byte>> segments, out IoStatus status)
    {
        _guard.Check();
        int sent = Socket.Send(segments, SocketFlags.None, out SocketError error);
        status = SocketErrors.ToStatus(error);
        return sent;
    }

    public int Receive(Span<byte> space, out IoStatus status)
    {
        _guard.Check();
        int received = Socket.Receive(space, SocketFlags.None, out SocketError error);
        status = SocketErrors.ToStatus(error);
        return received;
    }

    public bool ReceiveAsync(ReceiveOperation operation)
    {
        _guard.Check();
        if (Socket.ReceiveAsync(operation))
        {
            return true;
        }

        operation.Complete(
            operation.BytesTransferred, SocketErrors.ToStatus(operation.SocketError));
        return false;
    }

    public void ResetAtEnd()
    {
        try
        {
            Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (SocketException)
        {
            // The peer has ended the connection already.
        }
    }

    public void ShutdownSend()
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The peer has ended the connection already, so nothing is left to shut down.
        }
    }

    public void Dispose() => Socket.Dispose();

    /// <returns>Null when the peer is gone already.</returns>
    private static IPEndPoint? FindPeer(Socket socket)
    {
        try
        {
            var peer = (IPEndPoint?)socket.RemoteEndPoint;
            return peer is { Address.IsIPv4MappedToIPv6: true }
                ? new IPEndPoint(peer.Address.MapToIPv4(), peer.Port)
                : peer;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            // The runtime throws an ArgumentException for an address of length 0.
            return null;
        }
    }
}
