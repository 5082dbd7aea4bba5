using EventLoopServer.Timing;
using EventLoopServer.Transport;

namespace EventLoopServer.Reactor;

/// <summary>
/// Ends an unframed wire for which there was no place once its sentence has had time to arrive.
/// </summary>
internal sealed class DelayedReset(ITransport transport, HashSet<DelayedReset> waiting) : LoopTimer
{
    public void End() => transport.Dispose();

    public override void Fire()
    {
        waiting.Remove(this);
        End();
    }

    public override void Failed(Exception fault) => End();
}
