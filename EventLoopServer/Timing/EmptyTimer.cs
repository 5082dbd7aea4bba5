namespace EventLoopServer.Timing;

/// <summary>A timer that does nothing but end the sleep of the loop.</summary>
internal sealed class EmptyTimer : LoopTimer
{
    public override void Fire()
    {
    }

    public override void Failed(Exception fault)
    {
    }
}
