using EventLoopServer.Connections;

namespace UnitTests.Simulation.World.Faulty;

/// <summary>Says that a receive has come back while it is still under way.</summary>
internal sealed class HastyWire(string peer, SimNetwork network) : SimWire(peer, network)
{
    public override bool ReceiveAsync(ReceiveOperation operation)
    {
        bool pends = base.ReceiveAsync(operation);
        if (pends)
        {
            operation.Complete(0, WireStatus.WouldBlock);
            operation.PostCompleted();
        }

        return pends;
    }
}
