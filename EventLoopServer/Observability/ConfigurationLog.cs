using Microsoft.Extensions.Logging;

namespace EventLoopServer.Observability;

/// <summary>
/// The lines of the log about configuration. They share the numbers of <see cref="Log"/>.
/// </summary>
internal static partial class ConfigurationLog
{
    [LoggerMessage(170, LogLevel.Information, "Options from the file {File}")]
    public static partial void OptionsFromFile(ILogger log, string file);
}
