using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting.Reload;

/// <summary>The lowest level that is logged. Any thread may read and set it.</summary>
internal sealed class LogThreshold(LogLevel level)
{
    private volatile LogLevel _level = level;

    public void Set(LogLevel level) => _level = level;

    public bool Passes(LogLevel level) => level >= _level;
}
