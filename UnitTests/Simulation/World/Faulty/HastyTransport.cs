using EventLoopServer.Transport;
using UnitTests.Simulation.Network;

namespace UnitTests.Simulation.World.Faulty;

/// <summary>Reports a receive as completed while it is still pending.</summary>
internal sealed class HastyTransport(string peer, SimNetwork network) : SimTransport(peer, network)
{
    public override bool ReceiveAsync(ReceiveOperation operation)
    {
        bool pends = base.ReceiveAsync(operation);
        if (pends)
        {
            operation.Complete(0, IoStatus.WouldBlock);
            operation.PostCompleted();
        }

        return pends;
    }
}
