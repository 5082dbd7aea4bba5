using SimpleClient.Configuration;
using SimpleClient.Places;

namespace UnitTests.Client.Terminal.Chat.Settings;

/// <summary>A store that only records the changes, the places and the typed lines.</summary>
internal sealed class FakeStore : ISettingsStore
{
    public SavedServer Server { get; init; } = new()
    {
        Name = "",
        Host = "chat.example.org",
        Port = 5050,
    };

    public List<SettingChange> Changes { get; } = [];

    public List<string> Typed { get; } = [];

    public void Save(IReadOnlyList<SettingChange> changes) => Changes.AddRange(changes);

    public List<string> Places { get; } = [];

    public void Save(string server, IReadOnlyList<PlaceChange> changes, bool replaces) =>
        Places.AddRange(changes.Select(change =>
            $"{server}{(replaces ? " only" : "")} {change.State} {change.Label}"));

    public void Remember(string line) => Typed.Add(line);
}
