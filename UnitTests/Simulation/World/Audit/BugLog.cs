using Microsoft.Extensions.Logging;

namespace UnitTests.Simulation.World.Audit;

/// <summary>
/// Stores exceptions and passes on log lines of operator actions. Other lines are dropped.
/// </summary>
internal sealed class BugLog : ILogger
{
    /// <summary>The number of the log event for operator actions.</summary>
    private const int Ruled = 50;

    /// <summary>An exception that no client caused on purpose.</summary>
    public Exception? Unasked { get; private set; }

    /// <summary>Called with each log line of an operator action.</summary>
    public Action<string> Noted { get; set; } = static _ => { };

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

        if (eventId.Id == Ruled)
        {
            Noted(formatter(state, exception));
        }
    }
}
