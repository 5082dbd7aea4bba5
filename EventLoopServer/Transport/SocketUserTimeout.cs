using System.Net.Sockets;

namespace EventLoopServer.Transport;

/// <summary>
/// Linux's TCP_USER_TIMEOUT: keep-alive asks only while nothing is on its way, and what is on its
/// way to a peer that has vanished would be sent again for a quarter of an hour. RFC 5482.
/// </summary>
internal static class SocketUserTimeout
{
    /// <summary>IPPROTO_TCP, and the option's number in linux/tcp.h.</summary>
    private const int Tcp = 6;
    private const int UserTimeout = 18;

    /// <summary>Sets it for a socket and all that it accepts; elsewhere it does nothing.</summary>
    public static void Set(Socket socket, int ms)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Span<byte> value = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(value, ms);
        try
        {
            socket.SetRawSocketOption(Tcp, UserTimeout, value);
        }
        catch (SocketException)
        {
            // A kernel without it (some containers' are): it takes longer there.
        }
    }

    /// <summary>What a socket has; 0 where there is no such thing.</summary>
    public static int Get(Socket socket)
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        try
        {
            return OperatingSystem.IsLinux()
                && socket.GetRawSocketOption(Tcp, UserTimeout, value) == sizeof(int)
                    ? BitConverter.ToInt32(value)
                    : 0;
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
