using EventLoopServer.Admission;
using EventLoopServer.Connections;

namespace EventLoopServer.Reactor;

/// <summary>How those are received who arrive at one listener.</summary>
/// <param name="Opener">Makes the consumer of a new connection's bytes.</param>
/// <param name="Sentence">What somebody is told who is not taken in.</param>
/// <param name="PeerReceiveBytes">See <see cref="Connection.PeerReceiveBytes"/>.</param>
internal sealed record ListenerProfile(
    Func<Connection, IByteConsumer> Opener,
    Func<AdmissionResult, byte[]> Sentence,
    int PeerReceiveBytes)
{
    /// <summary>See <see cref="Connection.IsMessagePerRead"/>.</summary>
    public bool IsMessagePerRead => PeerReceiveBytes > 0;
}
