using System.Net;
using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Connections;
using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web;

/// <summary>
/// Finds the client behind a reverse proxy. A client can write any text into X-Forwarded-For, and
/// each proxy appends the address that it sees. So the list is read from its end, and only the part
/// that trusted proxies have written.
/// </summary>
/// <param name="trusted">The addresses of the proxies; empty when no header is trusted.</param>
internal sealed class ProxyRule(IReadOnlyList<NetworkPrefix> trusted)
{
    /// <summary>Finds the client of a request.</summary>
    /// <param name="head">The request.</param>
    /// <param name="peer">The address from which the request came.</param>
    /// <returns>
    /// The client; null when the peer is not a trusted proxy, or when the proxy names no client.
    /// </returns>
    public ProxiedClient? Find(scoped in HttpHead head, IPAddress? peer)
    {
        if (trusted.Count == 0 || peer is null || !IsTrusted(peer))
        {
            return null;
        }

        return FindAddress(head.ForwardedFor) is { } address
            ? new ProxiedClient(
                address, Ascii.EqualsIgnoreCase(head.ForwardedProto, "https"u8))
            : null;
    }

    /// <summary>
    /// The last address that is not a trusted proxy; the first address when all are trusted.
    /// </summary>
    private IPAddress? FindAddress(ReadOnlySpan<byte> list)
    {
        IPAddress? found = null;
        while (!list.IsEmpty)
        {
            int comma = list.LastIndexOf((byte)',');
            ReadOnlySpan<byte> item = list[(comma + 1)..].Trim(" \t"u8);
            list = comma < 0 ? default : list[..comma];
            if (!AddressText.TryParse(Encoding.Latin1.GetString(item), out IPAddress? address))
            {
                // A trusted proxy does not write such a text, so its client has sent the text.
                return found;
            }

            found = address;
            if (!IsTrusted(address))
            {
                return found;
            }
        }

        return found;
    }

    private bool IsTrusted(IPAddress address)
    {
        var key = NetworkPrefix.Of(address);
        foreach (NetworkPrefix network in trusted)
        {
            if (network.Contains(key))
            {
                return true;
            }
        }

        return false;
    }
}
