using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Chat.Waiting;

/// <summary>A command that waits for the answer to its query, and its second step.</summary>
/// <param name="query">The query.</param>
/// <param name="position">
/// The query starts when all events up to this position are on disk, because the store answers from
/// the disk. The answer then includes all messages sent before the request.
/// </param>
/// <param name="dueMs">The deadline, on the monotonic clock.</param>
/// <param name="secondStep">
/// The second step of the command. Its argument is false when there is no answer, because the query
/// failed or the deadline is over.
/// </param>
internal sealed class QueryWait(
    StoreQuery query, long position, long dueMs, Action<bool> secondStep)
{
    public StoreQuery Query { get; } = query;

    public long Position { get; } = position;

    public long DueMs { get; } = dueMs;

    /// <summary>
    /// True when the second step has run, or will not run. A late answer is dropped.
    /// </summary>
    public bool IsOver { get; set; }

    /// <summary>True when the query was answered or has failed.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Called when the second step may run.</summary>
    public Action Ready { private get; set; } = static () => { };

    /// <summary>Called when the store returns the query.</summary>
    public void Answer()
    {
        if (!IsOver)
        {
            IsAnswered = true;
            Ready();
        }
    }

    /// <summary>Runs the second step. Call it once.</summary>
    public void Continue()
    {
        IsOver = true;
        secondStep(IsAnswered && Query is { Fault: null, IsCancelled: false });
    }
}
