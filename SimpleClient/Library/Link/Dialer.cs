using System.Net;
using System.Net.Sockets;
using SimpleClient.Sentences;

namespace SimpleClient.Library.Link;

/// <summary>Connects a socket, and explains a failure in one sentence.</summary>
internal static class Dialer
{
    /// <exception cref="ChatException">The connection failed.</exception>
    public static async Task<Socket> ConnectAsync(
        string host, int port, CancellationToken cancellation)
    {
        if (HostName.Fault(host) is { } fault)
        {
            throw new ChatException(ChatErrorKind.HostUnknown, fault);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellation);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw InWords(e, host, port);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>True for a connection to this machine.</summary>
    /// <exception cref="SocketException">The connection has been reset already.</exception>
    public static bool IsLoopback(Socket socket) =>
        socket.RemoteEndPoint is IPEndPoint { Address: var address }
        && IPAddress.IsLoopback(
            address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    /// <summary>
    /// The host and the port as users write them, with an IPv6 address in brackets.
    /// </summary>
    public static string Address(string host, int port) =>
        host.Contains(':') ? $"[{host}]:{port}" : $"{host}:{port}";

    private static ChatException InWords(SocketException e, string host, int port)
    {
        string address = Address(host, port);
        (ChatErrorKind fault, string sentence) = e.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => (
                ChatErrorKind.Refused, LinkSentences.Refused(address)),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
                or SocketError.NoRecovery => (
                ChatErrorKind.HostUnknown, LinkSentences.UnknownHost(host)),
            SocketError.TimedOut => (
                ChatErrorKind.TimedOut, LinkSentences.TimedOut(address)),
            _ => (
                ChatErrorKind.Unreachable, LinkSentences.Unreachable(
                    address, $"{e.SocketErrorCode}")),
        };
        return new ChatException(fault, sentence, e);
    }
}
