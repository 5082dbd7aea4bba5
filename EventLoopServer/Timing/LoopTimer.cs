namespace EventLoopServer.Timing;

/// <summary>An action with a due time. It is its own entry in the timer queue.</summary>
internal abstract class LoopTimer
{
    /// <summary>The due time in ms, by the turn clock.</summary>
    public long DueMs { get; internal set; }

    /// <summary>True while it is in the queue.</summary>
    public bool IsSet => HeapIndex >= 0;

    internal int HeapIndex { get; set; } = -1;

    /// <summary>
    /// Called on the reactor thread at the due time. The timer has already left the queue.
    /// </summary>
    public abstract void Fire();

    /// <summary>
    /// Called when <see cref="Fire"/> threw. It closes the connection of the timer.
    /// </summary>
    public abstract void Failed(Exception fault);
}
