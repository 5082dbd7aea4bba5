using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Chat.Waiting;

/// <summary>A command that waits for the answer to its query, and its second step.</summary>
/// <param name="query">The query.</param>
/// <param name="position">
/// The store answers from the disk, so it is asked when all events up to this position are kept.
/// Then the answer has everything that was said before the request.
/// </param>
/// <param name="dueMs">The deadline, on the monotonic clock.</param>
/// <param name="secondStep">
/// The second step of the command. Its argument is false when there is no answer: the query failed,
/// or the deadline is over.
/// </param>
internal sealed class QueryWait(
    StoreQuery query, long position, long dueMs, Action<bool> secondStep)
{
    public StoreQuery Query { get; } = query;

    public long Position { get; } = position;

    public long DueMs { get; } = dueMs;

    /// <summary>The second step has run, or never will: a late answer is dropped.</summary>
    public bool IsOver { get; set; }

    /// <summary>The query was answered or has failed.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Called when the second step may run.</summary>
    public Action Ready { private get; set; } = static () => { };

    /// <summary>The store has returned the query.</summary>
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
