using System.Net;
using EventLoopServer.Transport;

namespace EventLoopServer.Hosting;

/// <summary>
/// The address of this server in links for line-based clients, because these clients never send the
/// host that they use. Programs and the page get paths, and add the address that they use.
/// </summary>
internal static class LinkAddress
{
    /// <summary>Finds the address.</summary>
    /// <param name="given">The address that the operator set; null when there is none.</param>
    /// <param name="listeners">The open listeners.</param>
    /// <returns>The address, such as http://192.0.2.7:5050, without a slash at the end.</returns>
    public static string Find(string? given, IReadOnlyList<OpenListener> listeners)
    {
        if (given is not null)
        {
            return given.TrimEnd('/');
        }

        OpenListener? shared = listeners.FirstOrDefault(static l => !l.Dialects.IsPrompted);
        if (shared is null)
        {
            return "";
        }

        var endPoint = IPEndPoint.Parse(shared.Listener.Address);
        bool isAny = endPoint.Address.Equals(IPAddress.Any)
            || endPoint.Address.Equals(IPAddress.IPv6Any);
        IPAddress address = !isAny
            ? endPoint.Address
            : LanAddresses.Find() is [IPAddress first, ..] ? first : IPAddress.Loopback;
        string scheme = shared.NeedsTls ? "https" : "http";
        return $"{scheme}://{new IPEndPoint(address, endPoint.Port)}";
    }
}
