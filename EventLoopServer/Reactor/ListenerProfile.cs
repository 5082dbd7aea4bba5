using EventLoopServer.Admission;
using EventLoopServer.Connections;
using EventLoopServer.Transport.Legacy;

namespace EventLoopServer.Reactor;

/// <summary>How those are received who arrive at one listener.</summary>
/// <param name="Opener">Makes the consumer of a new connection's bytes.</param>
/// <param name="Sentence">What somebody is told who is not taken in.</param>
/// <param name="Resets">
/// Ends the connections of rejected peers that notice only a reset; null: they are told in order.
/// </param>
internal sealed record ListenerProfile(
    Func<Connection, IByteConsumer> Opener,
    Func<AdmissionResult, byte[]> Sentence,
    DelayedResets? Resets);
