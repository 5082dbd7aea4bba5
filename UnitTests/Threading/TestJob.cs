using EventLoopServer.Threading;

namespace UnitTests.Threading;

/// <summary>A job that calls the test's actions and records their threads.</summary>
internal sealed class TestJob(Action onRun, Action<TestJob>? onDeliver = null) : BackgroundJob
{
    public int RanOn { get; private set; }

    public int DeliveredOn { get; private set; }

    public Exception? SeenFault { get; private set; }

    public override void Deliver()
    {
        DeliveredOn = Environment.CurrentManagedThreadId;
        SeenFault = Fault;
        onDeliver?.Invoke(this);
    }

    protected override void Run()
    {
        RanOn = Environment.CurrentManagedThreadId;
        onRun();
    }
}
