using Microsoft.Extensions.Logging;

namespace UnitTests.Storage;

/// <summary>A log that keeps the numbers of its events; any thread may write it.</summary>
internal sealed class StoreLogLines : ILogger
{
    private readonly List<(int Id, string Text)> _lines = [];

    public bool Has(int id) => Count(id) > 0;

    public int Count(int id)
    {
        lock (_lines)
        {
            return _lines.Count(l => l.Id == id);
        }
    }

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
        lock (_lines)
        {
            _lines.Add((eventId.Id, formatter(state, exception)));
        }
    }

    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines);
        }
    }
}
