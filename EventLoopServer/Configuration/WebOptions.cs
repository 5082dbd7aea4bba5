using EventLoopServer.Admission;
using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration;

/// <summary>The page for browsers, on the ports of the chat.</summary>
internal sealed record WebOptions : IOptionRecord
{
    /// <summary>True when HTTP requests are rejected.</summary>
    [Option(
        "--web",
        "off: no page for browsers and no WebSocket; requests of HTTP are rejected",
        Words = ["on", "off"])]
    public bool IsOff { get; init; }

    [Option(
        "--web-host",
        "A name under which browsers reach this server; may be given several times. Not needed "
            + "for IP addresses, localhost, this machine's name and names in the certificate",
        ValueName = "NAME",
        AppliesOnReload = true)]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The trusted proxies; empty when there are none.</summary>
    [Option(
        "--trust-proxy",
        "A reverse proxy, or a network of them, whose X-Forwarded-For and X-Forwarded-Proto are "
            + "believed; may be given several times. Limits and bans then apply to the proxy's "
            + "clients. Only the first 64 bits of a proxy's IPv6 address are compared",
        Type = typeof(PrefixType))]
    public IReadOnlyList<NetworkPrefix> Proxies { get; init; } = [];

    /// <summary>
    /// The token for the metrics; null when only programs on this machine may read them.
    /// </summary>
    [Option(
        "--metrics-token-file",
        "Programs on other machines may read /metrics with the token that is the only line "
            + "of FILE (Authorization: Bearer)",
        Type = typeof(PasswordFileType),
        IsSecret = true,
        AppliesOnReload = true)]
    public PasswordFile? MetricsToken { get; init; }

    /// <summary>Secret files that other accounts of the machine may read.</summary>
    public IEnumerable<string> OpenFiles =>
        MetricsToken is { IsOpenToOthers: true } file ? [file.Path] : [];
}
