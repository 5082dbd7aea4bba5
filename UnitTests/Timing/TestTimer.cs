using EventLoopServer.Timing;

namespace UnitTests.Timing;

/// <summary>A timer that calls the test's action and records its calls.</summary>
internal sealed class TestTimer(Action<TestTimer>? onFire = null) : LoopTimer
{
    public int Fired { get; private set; }

    public Exception? Fault { get; private set; }

    public override void Fire()
    {
        Fired++;
        onFire?.Invoke(this);
    }

    public override void Failed(Exception fault) => Fault = fault;
}
