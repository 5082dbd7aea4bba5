using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Timing;

namespace EventLoopServer.Reactor;

/// <summary>
/// What waits for one slow reader, and since when. It is its own timer: made when something waits
/// for the first time, and in the queue only while something does.
/// </summary>
internal sealed class PendingOutput(
    Connection connection, SlowReaderMonitor slowReaders, CloseQueue closeQueue)
    : LoopTimer, IIndexed
{
    public const long Never = long.MaxValue;

    public Connection Connection { get; } = connection;

    /// <summary>Bytes that waited when it was looked at last.</summary>
    public int WaitingBytes { get; set; }

    /// <summary>Memory of the ring that held them.</summary>
    public int RingBytes { get; set; }

    /// <summary>The same with the kernel's share.</summary>
    public int HeldBytes { get; set; }

    /// <summary>Its place among those for whom something waits; -1: nothing does.</summary>
    public int Index { get; set; } = -1;

    /// <summary>When the reader took something last, or something began to wait.</summary>
    public long ProgressMs { get; set; }

    /// <summary>Since when too much waits; <see cref="Never"/>: it does not.</summary>
    public long OverSinceMs { get; set; } = Never;

    public override void Fire() => slowReaders.Check(this);

    public override void Failed(Exception fault) => closeQueue.ConnectionLost(Connection);
}
