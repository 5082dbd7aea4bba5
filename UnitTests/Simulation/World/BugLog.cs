using Microsoft.Extensions.Logging;

namespace UnitTests.Simulation.World;

/// <summary>Keeps what was thrown, and no line.</summary>
internal sealed class BugLog : ILogger
{
    /// <summary>What was thrown that no test has asked for.</summary>
    public Exception? Unasked { get; private set; }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (exception is not null and not AskedForException)
        {
            Unasked ??= exception;
        }
    }
}
