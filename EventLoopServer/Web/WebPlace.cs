using EventLoopServer.Admission;

namespace EventLoopServer.Web;

/// <summary>Where an HTTP connection is counted.</summary>
/// <param name="Table">The address table that counts the connection.</param>
/// <param name="Key">The address of its client.</param>
internal readonly record struct WebPlace(AddressTable Table, NetworkPrefix Key);
