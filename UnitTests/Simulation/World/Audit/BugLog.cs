using Microsoft.Extensions.Logging;

namespace UnitTests.Simulation.World.Audit;

/// <summary>
/// Keeps what was thrown, and hands on what those in charge did; all other lines are left out.
/// </summary>
internal sealed class BugLog : ILogger
{
    /// <summary>The number of the line that says who in charge did what.</summary>
    private const int Ruled = 50;

    /// <summary>What was thrown that no test has asked for.</summary>
    public Exception? Unasked { get; private set; }

    /// <summary>Called with each line of what those in charge did.</summary>
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
