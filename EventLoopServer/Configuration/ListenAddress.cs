using System.Net;
using Protocol.Dialects;
using Protocol.Dialects.Catalog;

namespace EventLoopServer.Configuration;

/// <summary>An address to listen on, and the dialects there.</summary>
/// <param name="EndPoint">Address and port; port 0 takes a free one.</param>
/// <param name="Dialects">The dialects.</param>
internal sealed record ListenAddress(IPEndPoint EndPoint, DialectSet Dialects)
{
    /// <summary>
    /// True when the server also starts without this address, as long as another one of this kind
    /// can be opened.
    /// </summary>
    public bool IsOptional { get; init; }

    /// <summary>True when clients without TLS are rejected.</summary>
    public bool IsTls { get; init; }

    /// <summary>The shared port: all dialects except those of older programs.</summary>
    public static ListenAddress Shared(IPAddress address, int port) =>
        new(new IPEndPoint(address, port), DialectCatalog.Shared);

    /// <summary>The ports of the older chat programs.</summary>
    public static IEnumerable<ListenAddress> Compatible(IPAddress address) =>
        DialectCatalog.Compatible.Select(
            set => new ListenAddress(new IPEndPoint(address, set.Port), set) { IsOptional = true });
}
