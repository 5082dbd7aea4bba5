using EventLoopServer.Configuration.Schema;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Configuration;

/// <summary>A log level as a short word.</summary>
internal sealed class LogLevelType() : WordType(
    ("debug", LogLevel.Debug),
    ("info", LogLevel.Information),
    ("warning", LogLevel.Warning),
    ("error", LogLevel.Error),
    ("none", LogLevel.None));
