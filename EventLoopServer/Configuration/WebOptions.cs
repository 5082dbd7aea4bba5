using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration;

/// <summary>The page for browsers, on the ports of the chat.</summary>
internal sealed record WebOptions
{
    /// <summary>True when requests of HTTP are rejected.</summary>
    [Option(
        "--web",
        "off: no page for browsers and no WebSocket; requests of HTTP are rejected",
        Words = ["on", "off"])]
    public bool IsOff { get; init; }

    [Option(
        "--web-host",
        "A name under which browsers reach this server; may be given several times. Addresses, "
            + "localhost, this machine's name and the names in the certificate need no row",
        ValueName = "NAME")]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The token for the metrics; null: only programs on this machine read them.</summary>
    [Option(
        "--metrics-token-file",
        "Programs on other machines may read /metrics with this token (Authorization: Bearer): "
            + "it is the only line of FILE",
        Type = typeof(PasswordFileType),
        IsSecret = true)]
    public PasswordFile? MetricsToken { get; init; }

    /// <summary>Secret files that other accounts of the machine may read.</summary>
    public IEnumerable<string> OpenFiles =>
        MetricsToken is { IsOpenToOthers: true } file ? [file.Path] : [];
}
