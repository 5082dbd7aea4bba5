using SimpleClient.Configuration;
using SimpleClient.Standard;

namespace SimpleClient.Terminal.Effects;

/// <summary>Everything that the client keeps for the next start, as it was at this start.</summary>
internal sealed record ClientMemory
{
    /// <summary>The file of the settings.</summary>
    public SettingsFile File { get; init; } = new("");

    /// <summary>The settings, and the faults of their file.</summary>
    public SettingsContent Content { get; init; } = SettingsContent.None;

    /// <summary>The file of the typed lines.</summary>
    public InputHistoryFile History { get; init; } = new("");

    /// <summary>The server of this client.</summary>
    public SavedServer Server { get; init; } = new() { Name = "" };

    /// <summary>Reads the settings from a folder.</summary>
    /// <param name="folder">The folder; empty when the system has none.</param>
    public static ClientMemory Read(string folder)
    {
        SettingsFile file = SettingsFile.In(folder);
        return new ClientMemory
        {
            File = file,
            Content = file.Read(),
            History = InputHistoryFile.In(folder),
        };
    }

    /// <summary>
    /// The folder for logs that the user has chosen, or the default one; empty when the system has
    /// no folder for the state of programs.
    /// </summary>
    public static string LogFolder(ClientSettings settings) =>
        settings.LogFolder.Length == 0
            ? UserFolders.State is { Length: > 0 } state ? Path.Combine(state, "logs") : ""
            : UserFolders.InHome(settings.LogFolder);
}
