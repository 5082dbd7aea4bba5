using EventLoopServer.Threading;

namespace UnitTests.Simulation.World.Audit;

/// <summary>Something that another thread would have to say, with a number.</summary>
internal sealed class MailboxProbe(long number, Action<long> delivered) : MailboxNode
{
    public override void Deliver() => delivered(number);
}
