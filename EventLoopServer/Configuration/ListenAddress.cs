using System.Net;
using Protocol.Dialects;
using Protocol.Dialects.Catalog;

namespace EventLoopServer.Configuration;

/// <summary>An address to listen on, and the dialects that it accepts.</summary>
/// <param name="EndPoint">
/// The address and port. Port 0 means that the system chooses a free one.
/// </param>
/// <param name="Dialects">The dialects.</param>
internal sealed record ListenAddress(IPEndPoint EndPoint, DialectSet Dialects)
{
    /// <summary>
    /// True when the server may start without this address. Another address of this kind has to be
    /// open then.
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
