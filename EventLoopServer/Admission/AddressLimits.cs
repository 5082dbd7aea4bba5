namespace EventLoopServer.Admission;

/// <summary>The limits of one address. A limit of 0 means no limit.</summary>
/// <param name="Clients">Clients at the same time from a public address.</param>
/// <param name="Arrivals">Connections in ten minutes from a public address.</param>
/// <param name="LocalClients">Clients at the same time from a private or loopback address.</param>
/// <param name="LocalArrivals">
/// Connections in ten minutes from a private or loopback address.
/// </param>
internal sealed record AddressLimits(
    int Clients, int Arrivals, int LocalClients, int LocalArrivals)
{
    /// <summary>
    /// Addresses without a limit: proxies, whose clients are counted by their own addresses.
    /// </summary>
    public IReadOnlyList<NetworkPrefix> Unlimited { get; init; } = [];

    /// <summary>Clients at the same time from an address.</summary>
    public int ClientsOf(NetworkPrefix key) =>
        IsUnlimited(key) ? 0 : key.IsLocal ? LocalClients : Clients;

    /// <summary>Connections in ten minutes from an address.</summary>
    public int ArrivalsOf(NetworkPrefix key) =>
        IsUnlimited(key) ? 0 : key.IsLocal ? LocalArrivals : Arrivals;

    private bool IsUnlimited(NetworkPrefix key)
    {
        foreach (NetworkPrefix network in Unlimited)
        {
            if (network.Contains(key))
            {
                return true;
            }
        }

        return false;
    }
}
