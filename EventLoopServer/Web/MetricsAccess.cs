using System.Text;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Transport;
using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web;

/// <summary>
/// Decides who may read the metrics: programs on this machine that ask for it by a loopback host,
/// and without a proxy in between; and anyone with the token.
/// </summary>
/// <param name="token">The token; null: there is none.</param>
internal sealed class MetricsAccess(Password? token)
{
    private static ReadOnlySpan<byte> Scheme => "Bearer "u8;

    public bool IsAllowed(scoped in HttpHead head, ITransport transport) =>
        IsLocal(head, transport) || HasToken(head.Authorization);

    private static bool IsLocal(scoped in HttpHead head, ITransport transport) =>
        transport.IsLocal && !head.IsForwarded && HostRule.IsLoopback(head.Host);

    private bool HasToken(ReadOnlySpan<byte> authorization) =>
        token is not null
        && authorization.Length > Scheme.Length
        && Ascii.EqualsIgnoreCase(authorization[..Scheme.Length], Scheme)
        && token.Matches(authorization[Scheme.Length..]);
}
