using System.Net.Sockets;

namespace EventLoopServer.Transport;

/// <summary>
/// Linux's TCP_USER_TIMEOUT (RFC 5482). Keep-alive sends probes only while no sent bytes are
/// unacknowledged. Such bytes for a peer that has vanished would be sent again for a quarter of an
/// hour.
/// </summary>
internal static class SocketUserTimeout
{
    /// <summary>IPPROTO_TCP, and the option's number in linux/tcp.h.</summary>
    private const int Tcp = 6;
    private const int UserTimeout = 18;

    /// <summary>
    /// Sets it for a socket and all sockets that it accepts; does nothing on other systems.
    /// </summary>
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
            // A kernel without the option, as in some containers: detection takes longer there.
        }
    }

    /// <summary>The value of a socket in ms; 0 where the option does not exist.</summary>
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
