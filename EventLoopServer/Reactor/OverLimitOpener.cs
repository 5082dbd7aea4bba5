using EventLoopServer.Admission;
using EventLoopServer.Connections;

namespace EventLoopServer.Reactor;

/// <summary>Serves connections above the chat limits of their address.</summary>
/// <param name="TryAdmit">Counts one for HTTP; false when the address has too many of them.</param>
/// <param name="Open">Makes the consumer of its bytes.</param>
internal sealed record OverLimitOpener(
    Func<NetworkPrefix, bool> TryAdmit,
    Func<Connection, AdmissionResult, IByteConsumer> Open);
