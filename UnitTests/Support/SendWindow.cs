namespace UnitTests.Support;

/// <summary>
/// How far writers may be ahead of the slowest reader. What is on its way always fits the kernel's
/// buffers then, so that no end of a connection can lose any of it, however slow the machine is.
/// </summary>
internal sealed class SendWindow(int readers, int messages)
{
    private readonly object _lock = new();
    private readonly int[] _read = new int[readers];
    private int _sent;
    private bool _isOver;

    /// <summary>Waits until one more may be sent.</summary>
    /// <returns>False when it is over.</returns>
    public bool WaitToSend()
    {
        lock (_lock)
        {
            WaitUntil(() => _isOver || _sent - _read.Min() < messages);
            _sent++;
            return !_isOver;
        }
    }

    /// <summary>Waits until everybody has read so many.</summary>
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

    /// <summary>Nothing more is to be sent.</summary>
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
