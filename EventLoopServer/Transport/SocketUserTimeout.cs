using System.Net.Sockets;

namespace EventLoopServer.Transport;

/// <summary>
/// The option TCP_USER_TIMEOUT of Linux (RFC 5482). Keep-alive sends no probes while sent bytes are
/// unacknowledged. Without this option, Linux would send such bytes to a vanished peer again and
/// again for 15 minutes.
/// </summary>
internal static class SocketUserTimeout
{
    /// <summary>IPPROTO_TCP, and the option's number in linux/tcp.h.</summary>
    private const int Tcp = 6;
    private const int UserTimeout = 18;

    /// <summary>
    /// Sets the option for a socket and all sockets that it accepts. Does nothing on other systems.
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
            // In some containers, the kernel does not have the option. Detection takes longer
            // there.
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
