using EventLoopServer.Configuration.Schema;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Configuration;

/// <summary>The level and the format of the log.</summary>
internal sealed record LogOptions : IOptionRecord
{
    [Option(
        "--log-level",
        "The lowest level that is logged",
        Type = typeof(LogLevelType),
        AppliesOnReload = true)]
    public LogLevel Level { get; init; } = LogLevel.Information;

    [Option("--log-format", "Log lines for people or for programs", Words = ["text", "json"])]
    public bool IsJson { get; init; }

    /// <summary>
    /// The interval at which the statistics of the loop are logged, in ms; 0 logs none.
    /// </summary>
    [Option(
        "--stats",
        "Log the figures of the loop at this interval",
        Unit = OptionUnit.Seconds,
        Min = 100,
        Max = 3_600_000,
        Default = "never")]
    public long StatsMs { get; init; }
}
