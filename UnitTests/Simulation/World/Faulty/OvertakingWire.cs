using EventLoopServer.Connections;

namespace UnitTests.Simulation.World.Faulty;

/// <summary>Sends the last piece of a plan first: an answer overtakes what it answers.</summary>
internal sealed class OvertakingWire(string peer, SimNetwork network) : SimWire(peer, network)
{
    public override int Send(IList<ArraySegment<byte>> segments, out WireStatus status) =>
        base.Send([segments[^1], .. segments.SkipLast(1)], out status);
}
