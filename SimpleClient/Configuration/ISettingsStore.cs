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

    /// <summary>Stores a typed line for the next start.</summary>
    void Remember(string line);
}
