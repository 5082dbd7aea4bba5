using SimpleClient.Configuration;
using SimpleClient.Lines;
using SimpleClient.Places;
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

    /// <summary>The folder for the state of programs; empty when there is none.</summary>
    public string StateFolder { get; init; } = "";

    /// <summary>The server of this client; its name is empty when it is not a saved one.</summary>
    public SavedServer Server { get; init; } = new() { Name = "" };

    /// <summary>Reads the settings from a folder.</summary>
    /// <param name="folder">The folder; empty when the system has none.</param>
    /// <param name="stateFolder">
    /// The folder for the state of programs; empty when the system has none.
    /// </param>
    public static ClientMemory Read(string folder, string stateFolder)
    {
        SettingsFile file = SettingsFile.In(folder);
        return new ClientMemory
        {
            File = file,
            Content = file.Read(),
            History = InputHistoryFile.In(folder),
            StateFolder = stateFolder,
        };
    }

    /// <summary>The places to open at the start, if the options name no rooms.</summary>
    /// <param name="fault">The error; empty when there is none.</param>
    public StartPlaces ReadPlaces(out string fault)
    {
        ClientSettings settings = Content.Settings;
        IReadOnlyList<string> rooms = settings.Find(Server.Name) is { Rooms.Count: > 0 } saved
            ? saved.Rooms
            : settings.Rooms;
        string server = settings.KeepsPlaces ? Server.Name : "";
        return PlacesFile.In(StateFolder, server).Read(rooms, EventLines.Lobby, out fault);
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
