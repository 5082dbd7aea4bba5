using Microsoft.Extensions.Logging;

namespace EventLoopServer.Observability;

/// <summary>
/// The lines of the log about configuration. They share the numbers of <see cref="Log"/>.
/// </summary>
internal static partial class ConfigurationLog
{
    [LoggerMessage(170, LogLevel.Information, "Options from the file {File}")]
    public static partial void OptionsFromFile(ILogger log, string file);

    [LoggerMessage(171, LogLevel.Information, "{Result}")]
    public static partial void Reloaded(ILogger log, string result);

    [LoggerMessage(172, LogLevel.Error, "The options stay as they were: {Fault}")]
    public static partial void ReloadFailed(ILogger log, string fault);

    [LoggerMessage(
        173,
        LogLevel.Warning,
        "The service manager has opened {Address}, but no option listens there: connections to it "
        + "are not accepted")]
    public static partial void SocketUnused(ILogger log, string address);

    [LoggerMessage(174, LogLevel.Error, "The status for the service manager cannot be made")]
    public static partial void StatusFailed(ILogger log, Exception fault);
}
