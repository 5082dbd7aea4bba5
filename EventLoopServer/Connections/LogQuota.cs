using EventLoopServer.Timing;

namespace EventLoopServer.Connections;

/// <summary>
/// How many lines of one kind are logged: some at once, then one in a span of time.
/// </summary>
/// <param name="kind">What the lines are about, for the report of those that were left out.</param>
/// <param name="burst">Lines at once.</param>
/// <param name="refillMs">Time after which there may be one more.</param>
internal sealed class LogQuota(string kind, int burst, long refillMs)
{
    private TokenBucket _lines;
    private long _leftOut;

    public string Kind { get; } = kind;

    /// <summary>Takes one line from the quota.</summary>
    /// <returns>False when it is used up.</returns>
    public bool TryTake(long nowMs)
    {
        if (_lines.ReadyAt((burst - 1) * refillMs) > nowMs)
        {
            return false;
        }

        _lines.Take(nowMs, refillMs);
        return true;
    }

    /// <summary>A line was not written.</summary>
    public void LeaveOut() => _leftOut++;

    /// <summary>Lines that were not written since the last call.</summary>
    public long TakeLeftOut()
    {
        long leftOut = _leftOut;
        _leftOut = 0;
        return leftOut;
    }
}
