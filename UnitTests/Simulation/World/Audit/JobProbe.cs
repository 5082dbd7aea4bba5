using EventLoopServer.Threading;

namespace UnitTests.Simulation.World.Audit;

/// <summary>A background job with a number, which it has to reach by running once.</summary>
internal sealed class JobProbe(long number, Action<long> delivered) : BackgroundJob
{
    private long _reached;

    public override void Deliver() => delivered(_reached);

    protected override void Run() => _reached += number;
}
