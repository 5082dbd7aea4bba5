using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace EventLoopServer.Transport;

/// <summary>The addresses under which other machines on the network reach this one.</summary>
internal static class LanAddresses
{
    /// <summary>
    /// The address that stands for all interfaces. Where there is IPv6, it includes IPv4.
    /// </summary>
    public static IPAddress Any => Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;

    /// <summary>
    /// The addresses that a user on the network can type. These are the IPv4 addresses of
    /// interfaces that are up, without loopback addresses.
    /// </summary>
    public static IReadOnlyList<IPAddress> Find()
    {
        try
        {
            return
            [
                .. NetworkInterface.GetAllNetworkInterfaces()
                    .Where(static i => i.OperationalStatus
                        is OperationalStatus.Up or OperationalStatus.Unknown)
                    .SelectMany(static i => i.GetIPProperties().UnicastAddresses)
                    .Select(static u => u.Address)
                    .Where(static a => a.AddressFamily == AddressFamily.InterNetwork
                        && !IPAddress.IsLoopback(a))
                    .Distinct(),
            ];
        }
        catch (NetworkInformationException)
        {
            // Some containers do not report their addresses. The caller then shows the machine's
            // name.
            return [];
        }
    }
}
