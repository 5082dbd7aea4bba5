using System.Net;
using Protocol.Dialects;
using Protocol.Dialects.Catalog;

namespace EventLoopServer.Configuration;

/// <summary>Where to listen, and what is spoken there.</summary>
/// <param name="EndPoint">Address and port; port 0 takes a free one.</param>
/// <param name="Dialects">What is spoken.</param>
internal sealed record ListenAddress(IPEndPoint EndPoint, DialectSet Dialects)
{
    /// <summary>
    /// True where the server does without when the address cannot be had, as long as another one of
    /// this kind can.
    /// </summary>
    public bool IsOptional { get; init; }

    /// <summary>True where who does not encrypt is sent away.</summary>
    public bool IsTls { get; init; }

    /// <summary>Our own dialects, all on one port.</summary>
    public static ListenAddress Shared(IPAddress address, int port) =>
        new(new IPEndPoint(address, port), DialectCatalog.Shared);

    /// <summary>The ports of the older chat programs.</summary>
    public static IEnumerable<ListenAddress> Compatible(IPAddress address) =>
        DialectCatalog.Compatible.Select(
            set => new ListenAddress(new IPEndPoint(address, set.Port), set) { IsOptional = true });
}
