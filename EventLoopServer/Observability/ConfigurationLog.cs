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
}
