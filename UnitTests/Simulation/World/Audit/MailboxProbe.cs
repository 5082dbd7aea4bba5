using EventLoopServer.Threading;

namespace UnitTests.Simulation.World.Audit;

/// <summary>A mailbox item of a simulated other thread, with a number.</summary>
internal sealed class MailboxProbe(long number, Action<long> delivered) : MailboxNode
{
    public override void Deliver() => delivered(number);
}
