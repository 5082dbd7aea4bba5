namespace EventLoopServer.Timing;

/// <summary>
/// A timer without state of its own. It is stored with its subject, such as a connection, which
/// does not depend on the phase of the loop that waits for the timer.
/// </summary>
internal sealed class OwnedTimer<T>(T subject, ITimerOwner<T> owner) : LoopTimer
{
    public override void Fire() => owner.Due(subject);

    public override void Failed(Exception fault) => owner.Failed(subject, fault);
}
