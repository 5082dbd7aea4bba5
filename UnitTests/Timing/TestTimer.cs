using EventLoopServer.Timing;

namespace UnitTests.Timing;

/// <summary>A timer that does what the test says and remembers how it went.</summary>
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
