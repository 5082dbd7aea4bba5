namespace EventLoopServer.Connections;

/// <summary>How those are received who arrive at one listener.</summary>
/// <param name="Opener">Makes the consumer of a new connection's bytes.</param>
/// <param name="Sentence">What somebody is told who is not taken in.</param>
/// <param name="PeerReceiveBytes">See <see cref="Connection.PeerReceiveBytes"/>.</param>
internal sealed record Reception(
    Func<Connection, IByteConsumer> Opener,
    Func<Admission, byte[]> Sentence,
    int PeerReceiveBytes)
{
    /// <summary>See <see cref="Connection.IsUnframed"/>.</summary>
    public bool IsUnframed => PeerReceiveBytes > 0;
}
