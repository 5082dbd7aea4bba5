namespace EventLoopServer.Web;

/// <summary>The limits of HTTP connections. 0 is no limit.</summary>
/// <param name="HeadBytes">Bytes of a head; it has to fit into one slice.</param>
internal sealed record WebLimits(int HeadBytes)
{
    /// <summary>
    /// How long the head of a request may take: RFC 9112 gives no number, nginx 60 s, Apache 20 s.
    /// </summary>
    public long HeadMs { get; init; } = 20_000;

    /// <summary>
    /// How long an idle connection waits for the next request. A page comes in one burst, so more
    /// would only hold slots.
    /// </summary>
    public long KeepAliveMs { get; init; } = 15_000;

    /// <summary>
    /// HTTP connections at the same time of one address. A browser opens at most six, and a school
    /// may share an address.
    /// </summary>
    public int Clients { get; init; } = 64;

    /// <summary>
    /// HTTP connections of one address in ten minutes. A first visit takes three.
    /// </summary>
    public int Arrivals { get; init; } = 240;

    /// <summary>
    /// The same for the client of a proxy, which opens a connection for each request by default: a
    /// first visit has 13 requests.
    /// </summary>
    public int ProxiedArrivals => Arrivals * 13;

    /// <summary>These limits without deadlines and limits by address.</summary>
    public WebLimits Off => this with { HeadMs = 0, KeepAliveMs = 0, Clients = 0, Arrivals = 0 };
}
