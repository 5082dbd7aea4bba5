using Microsoft.Extensions.Logging;

namespace UnitTests.Support.Recording;

/// <summary>Keeps the server's log lines and lets a test wait for them.</summary>
internal sealed class ServerLog(LogLevel level = LogLevel.Information) : ILogger
{
    /// <summary>A close without lost output.</summary>
    public const int Closed = 12;

    /// <summary>A close with pending output.</summary>
    public const int ClosedWithLoss = 13;

    public const int ProtocolRejected = 14;

    public const int ConnectionRejected = 16;

    /// <summary>The number of suppressed lines of a kind.</summary>
    public const int LeftOut = 18;

    public const int Bug = 30;

    private readonly object _lock = new();
    private readonly List<ServerLogLine> _lines = [];

    public IReadOnlyList<ServerLogLine> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    public int Count(int number) => Lines.Count(line => line.Number == number);

    /// <summary>Waits until at least this many lines match.</summary>
    public void WaitFor(string what, int count, Predicate<ServerLogLine> match)
    {
        long until = Environment.TickCount64 + TestClientSocket.DeadlineMs;
        int found;
        lock (_lock)
        {
            while ((found = _lines.Count(line => match(line))) < count)
            {
                long ms = until - Environment.TickCount64;
                if (ms <= 0 || !Monitor.Wait(_lock, (int)ms))
                {
                    break;
                }
            }
        }

        Assert.That(
            found,
            Is.GreaterThanOrEqualTo(count),
            $"lines for {what} within {TestClientSocket.DeadlineMs} ms. The last lines:\n{Tail()}");
    }

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        var line = new ServerLogLine(eventId.Id, logLevel, formatter(state, exception), exception);
        lock (_lock)
        {
            _lines.Add(line);
            Monitor.PulseAll(_lock);
        }
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= level;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public string Tail() => string.Join('\n', Lines.TakeLast(20).Select(
        static line => $"  {line.Number} {line.Level}: {line.Text} {line.Fault}"));
}
