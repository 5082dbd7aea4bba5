namespace EventLoopServer.Timing;

/// <summary>
/// Something with a moment when it is due. It is its own entry in the timer queue.
/// </summary>
internal abstract class LoopTimer
{
    /// <summary>When, by the turn clock.</summary>
    public long DueMs { get; internal set; }

    /// <summary>True while it is in the queue.</summary>
    public bool IsSet => HeapIndex >= 0;

    internal int HeapIndex { get; set; } = -1;

    /// <summary>
    /// Runs on the reactor thread when the moment has come, out of the queue already.
    /// </summary>
    public abstract void Fire();

    /// <summary>Called when <see cref="Fire"/> threw: closes what the timer belonged to.</summary>
    public abstract void Failed(Exception fault);
}
