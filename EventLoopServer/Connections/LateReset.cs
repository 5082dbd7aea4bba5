using EventLoopServer.Readiness;

namespace EventLoopServer.Connections;

/// <summary>
/// Ends an unframed wire for which there was no place once its sentence has had time to arrive.
/// </summary>
internal sealed class LateReset(IWire wire, HashSet<LateReset> waiting) : Timed
{
    public void End() => wire.Dispose();

    public override void Fire()
    {
        waiting.Remove(this);
        End();
    }

    public override void Failed(Exception fault) => End();
}
