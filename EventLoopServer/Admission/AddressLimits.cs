namespace EventLoopServer.Admission;

/// <summary>The limits of one address; 0 is no limit.</summary>
/// <param name="Clients">Clients at the same time from a public address.</param>
/// <param name="Arrivals">Connections in ten minutes from a public address.</param>
/// <param name="LocalClients">Clients at the same time from a private or loopback address.</param>
/// <param name="LocalArrivals">Connections in ten minutes from such an address.</param>
internal sealed record AddressLimits(
    int Clients, int Arrivals, int LocalClients, int LocalArrivals);
