using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration.Files;

/// <summary>The result of reading a configuration file.</summary>
/// <param name="File">The file; null when none was read.</param>
/// <param name="Settings">The options that it sets.</param>
/// <param name="Faults">All faults, each as one sentence with its position.</param>
internal sealed record ConfigurationContent(
    string? File, IReadOnlyList<OptionSetting> Settings, IReadOnlyList<string> Faults)
{
    /// <summary>No file.</summary>
    public static ConfigurationContent None { get; } = new(null, [], []);
}
