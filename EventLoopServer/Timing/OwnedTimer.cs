namespace EventLoopServer.Timing;

/// <summary>
/// A timer without state of its own. It is stored with its subject, such as a connection, which
/// does not need to know the phase of the loop that waits for it.
/// </summary>
internal sealed class OwnedTimer<T>(T subject, ITimerOwner<T> owner) : LoopTimer
{
    public override void Fire() => owner.Due(subject);

    public override void Failed(Exception fault) => owner.Failed(subject, fault);
}
