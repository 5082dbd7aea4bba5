namespace SimpleClient.Configuration;

/// <summary>The result of reading <c>client.conf</c>.</summary>
/// <param name="Settings">The values; the default for a missing or faulty one.</param>
/// <param name="Faults">All faults, each as one sentence with its position.</param>
internal sealed record SettingsContent(ClientSettings Settings, IReadOnlyList<string> Faults)
{
    /// <summary>No file.</summary>
    public static SettingsContent None { get; } = new(new ClientSettings(), []);
}
