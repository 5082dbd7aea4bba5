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
    /// Runs on the reactor thread at the due time. The timer has left the queue already.
    /// </summary>
    public abstract void Fire();

    /// <summary>
    /// Called when <see cref="Fire"/> threw: closes the connection that the timer belonged to.
    /// </summary>
    public abstract void Failed(Exception fault);
}
