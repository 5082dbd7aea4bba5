namespace EventLoopServer.Timing;

/// <summary>
/// A timer that calls its owner with a subject, such as a connection. The subject stores the timer,
/// and a phase of the loop owns it. So the subject does not depend on the phase.
/// </summary>
internal sealed class OwnedTimer<T>(T subject, ITimerOwner<T> owner) : LoopTimer
{
    public override void Fire() => owner.Due(subject);

    public override void Failed(Exception fault) => owner.Failed(subject, fault);
}
