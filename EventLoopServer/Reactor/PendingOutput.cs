using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Timing;

namespace EventLoopServer.Reactor;

/// <summary>
/// The pending output of one slow reader, with its times. The object is also the timer of the
/// deadline. It is created when output waits for the first time. It is in the timer queue only
/// while output waits.
/// </summary>
internal sealed class PendingOutput(
    Connection connection, SlowReaderMonitor slowReaders, CloseQueue closeQueue)
    : LoopTimer, IIndexed
{
    public const long Never = long.MaxValue;

    public Connection Connection { get; } = connection;

    /// <summary>Pending bytes at the last <see cref="SlowReaderMonitor.Note"/>.</summary>
    public int WaitingBytes { get; set; }

    /// <summary>Memory of the ring at the last <see cref="SlowReaderMonitor.Note"/>.</summary>
    public int RingBytes { get; set; }

    /// <summary>Memory of the ring and of the kernel's buffer at that <c>Note</c>.</summary>
    public int HeldBytes { get; set; }

    /// <summary>Index in the list of slow readers; -1 while no output is pending.</summary>
    public int Index { get; set; } = -1;

    /// <summary>The time when the reader last took bytes, or when output began to wait.</summary>
    public long ProgressMs { get; set; }

    /// <summary>
    /// The time since when too much output is pending; <see cref="Never"/> if it is not too much.
    /// </summary>
    public long OverSinceMs { get; set; } = Never;

    public override void Fire() => slowReaders.Check(this);

    public override void Failed(Exception fault) => closeQueue.ConnectionLost(Connection);
}
