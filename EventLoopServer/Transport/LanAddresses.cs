using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace EventLoopServer.Transport;

/// <summary>The addresses under which other machines on the network reach this one.</summary>
internal static class LanAddresses
{
    /// <summary>The address for all interfaces: of both families where there is IPv6.</summary>
    public static IPAddress Any => Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;

    /// <summary>
    /// The addresses that a user on the network can type: IPv4, no loopback, interfaces that are
    /// up.
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
            // Some containers do not report their addresses. The machine's name is the next best.
            return [];
        }
    }
}
