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
}
