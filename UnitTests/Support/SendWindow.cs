namespace UnitTests.Support;

/// <summary>
/// Limits how many messages the writers may be ahead of the slowest reader. The unread messages
/// then always fit in the kernel's buffers, so that no close can lose any of them, however slow the
/// machine is.
/// </summary>
internal sealed class SendWindow(int readers, int messages)
{
    private readonly object _lock = new();
    private readonly int[] _read = new int[readers];
    private int _sent;
    private bool _isOver;

    /// <summary>Waits until one more message may be sent.</summary>
    /// <returns>False after <see cref="End"/>.</returns>
    public bool WaitToSend()
    {
        lock (_lock)
        {
            WaitUntil(() => _isOver || _sent - _read.Min() < messages);
            _sent++;
            return !_isOver;
        }
    }

    /// <summary>Waits until every reader has read this many messages.</summary>
    public void WaitForRead(int count)
    {
        lock (_lock)
        {
            WaitUntil(() => _isOver || _read.Min() >= count);
        }
    }

    public void CountRead(int reader)
    {
        lock (_lock)
        {
            _read[reader]++;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Stops the writers and releases all waits.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isOver = true;
            Monitor.PulseAll(_lock);
        }
    }

    private void WaitUntil(Func<bool> holds)
    {
        long until = Environment.TickCount64 + TestClientSocket.DeadlineMs;
        while (!holds())
        {
            long ms = until - Environment.TickCount64;
            if (ms <= 0 || !Monitor.Wait(_lock, (int)ms))
            {
                throw new AssertionException(
                    $"{_sent} messages were sent, and read: {string.Join(", ", _read)}.");
            }
        }
    }
}
