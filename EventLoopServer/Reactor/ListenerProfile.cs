using EventLoopServer.Admission;
using EventLoopServer.Connections;
using EventLoopServer.Transport.Legacy;

namespace EventLoopServer.Reactor;

/// <summary>How the connections of one listener are served and rejected.</summary>
/// <param name="Opener">Makes the consumer of a new connection's bytes.</param>
/// <param name="Sentence">The encoded refusal for a rejected client.</param>
/// <param name="Resets">
/// Ends the connections of rejected clients that notice only a reset; null if rejected clients get
/// an orderly close.
/// </param>
internal sealed record ListenerProfile(
    Func<Connection, IByteConsumer> Opener,
    Func<AdmissionResult, byte[]> Sentence,
    DelayedResets? Resets)
{
    /// <summary>
    /// Serves connections above the limits of their address; null: they are rejected at once.
    /// </summary>
    public OverLimitOpener? OverLimit { get; init; }
}
