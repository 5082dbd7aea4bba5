using System.Text;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Transport;
using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web;

/// <summary>
/// Decides which clients may read the metrics. Any client with the token may. A program on this
/// machine may too, if it uses a loopback host and no proxy.
/// </summary>
/// <param name="token">Returns the token; null when there is none.</param>
internal sealed class MetricsAccess(Func<Password?> token)
{
    private static ReadOnlySpan<byte> Scheme => "Bearer "u8;

    public bool IsAllowed(scoped in HttpHead head, ITransport transport) =>
        IsLocal(head, transport) || HasToken(head.Authorization);

    private static bool IsLocal(scoped in HttpHead head, ITransport transport) =>
        transport.IsLocal && !head.IsForwarded && HostRule.IsLoopback(head.Host);

    private bool HasToken(ReadOnlySpan<byte> authorization) =>
        token() is { } required
        && authorization.Length > Scheme.Length
        && Ascii.EqualsIgnoreCase(authorization[..Scheme.Length], Scheme)
        && required.Matches(authorization[Scheme.Length..]);
}
