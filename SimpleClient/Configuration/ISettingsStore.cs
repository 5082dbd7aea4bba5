using SimpleClient.Places;

namespace SimpleClient.Configuration;

/// <summary>
/// Stores the user's settings and typed lines. An error is shown later, never during a call.
/// </summary>
internal interface ISettingsStore
{
    /// <summary>The server of this client, as <c>/save</c> stores it.</summary>
    SavedServer Server { get; }

    /// <summary>Stores changed values together.</summary>
    void Save(IReadOnlyList<SettingChange> changes);

    /// <summary>Stores changed places of a saved server for the next start.</summary>
    /// <param name="server">The name of the server.</param>
    /// <param name="changes">The changes, in their order.</param>
    /// <param name="replaces">True to forget all other places of the server.</param>
    void Save(string server, IReadOnlyList<PlaceChange> changes, bool replaces);

    /// <summary>Stores a typed line for the next start.</summary>
    void Remember(string line);
}
