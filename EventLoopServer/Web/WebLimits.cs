namespace EventLoopServer.Web;

/// <summary>The limits of HTTP connections. 0 is no limit.</summary>
/// <param name="HeadBytes">Bytes of the head of a request; it has to fit into one slice.</param>
internal sealed record WebLimits(int HeadBytes)
{
    /// <summary>
    /// How long the head of a request may take, in ms. RFC 9112 gives no number; nginx allows 60 s,
    /// Apache 20 s.
    /// </summary>
    public long HeadMs { get; init; } = 20_000;

    /// <summary>
    /// How long an idle connection waits for the next request, in ms. A page is loaded in one
    /// burst, so a longer wait would only hold slots.
    /// </summary>
    public long KeepAliveMs { get; init; } = 15_000;

    /// <summary>
    /// HTTP connections of one address at the same time. A browser opens at most six, and a school
    /// may share one address.
    /// </summary>
    public int Clients { get; init; } = 64;

    /// <summary>
    /// New HTTP connections of one address in ten minutes. A first visit takes three.
    /// </summary>
    public int Arrivals { get; init; } = 240;

    /// <summary>
    /// New HTTP connections of one client of a proxy in ten minutes. By default a proxy opens a
    /// connection for each request, and a first visit has 13 requests.
    /// </summary>
    public int ProxiedArrivals => Arrivals * 13;

    /// <summary>These limits, without the deadlines and the limits of addresses.</summary>
    public WebLimits Off => this with { HeadMs = 0, KeepAliveMs = 0, Clients = 0, Arrivals = 0 };
}
