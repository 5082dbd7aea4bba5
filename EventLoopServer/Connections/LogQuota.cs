using EventLoopServer.Timing;

namespace EventLoopServer.Connections;

/// <summary>
/// Limits the log lines of one kind. Some may be logged at once, then one per period.
/// </summary>
/// <param name="kind">The subject of the lines, for the report of omitted lines.</param>
/// <param name="burst">Lines that may be logged at once.</param>
/// <param name="refillMs">The period after which one more line may be logged, in ms.</param>
internal sealed class LogQuota(string kind, int burst, long refillMs)
{
    private TokenBucket _lines;
    private long _leftOut;

    public string Kind { get; } = kind;

    /// <summary>Takes one line from the quota.</summary>
    /// <returns>False when the quota is used up.</returns>
    public bool TryTake(long nowMs)
    {
        if (_lines.ReadyAt((burst - 1) * refillMs) > nowMs)
        {
            return false;
        }

        _lines.Take(nowMs, refillMs);
        return true;
    }

    /// <summary>Counts a line that was not written.</summary>
    public void LeaveOut() => _leftOut++;

    /// <summary>Returns how many lines were not written since the last call.</summary>
    public long TakeLeftOut()
    {
        long leftOut = _leftOut;
        _leftOut = 0;
        return leftOut;
    }
}
