namespace EventLoopServer.Admission;

/// <summary>What those may take who come from one address. 0 is no limit.</summary>
/// <param name="Clients">Clients at once from a public address.</param>
/// <param name="Arrivals">Connections in ten minutes from a public address.</param>
/// <param name="LocalClients">Clients at once from a private or loopback address.</param>
/// <param name="LocalArrivals">Connections in ten minutes from such an address.</param>
internal sealed record AddressLimits(
    int Clients, int Arrivals, int LocalClients, int LocalArrivals);
