namespace EventLoopServer.Timing;

/// <summary>Does nothing: it only ends the sleep of the loop at its time.</summary>
internal sealed class EmptyTimer : LoopTimer
{
    public override void Fire()
    {
    }

    public override void Failed(Exception fault)
    {
    }
}
