using EventLoopServer.Transport;
using UnitTests.Simulation.Network;

namespace UnitTests.Simulation.World.Faulty;

/// <summary>Sends the last piece of a plan first: a reply overtakes earlier events.</summary>
internal sealed class OvertakingTransport(string peer, SimNetwork network) : SimTransport(
    peer, network)
{
    public override int Send(IList<ArraySegment<byte>> segments, out IoStatus status) =>
        base.Send([segments[^1], .. segments.SkipLast(1)], out status);
}
