using SimpleClient.Configuration;
using SimpleClient.Lines;
using SimpleClient.Places;
using SimpleClient.Terminal.Rooms;

namespace SimpleClient.Terminal.Chat.Settings;

/// <summary>
/// Stores the places of a saved server for the next start. It compares the open places with those
/// of the last call, so a room counts as opened or left whatever the reason was.
/// </summary>
internal sealed class PlaceMemory(RoomList rooms)
{
    private readonly HashSet<string> _open = new(StringComparer.OrdinalIgnoreCase);
    private string _server = "";

    /// <summary>Stores the changes; null when nothing is stored.</summary>
    public ISettingsStore? Store { get; private set; }

    /// <summary>Returns the current settings.</summary>
    public Func<ClientSettings> Settings { get; init; } = static () => new ClientSettings();

    private bool IsOn => _server.Length > 0 && Settings().KeepsPlaces;

    /// <summary>
    /// The open places. A conversation counts only when the user has looked at it, because any
    /// user can open one by sending a line.
    /// </summary>
    private IEnumerable<string> Open => rooms.All
        .Where(static place => !place.IsPrivate || place.WasShown)
        .Select(static place => place.Label);

    /// <summary>Uses a store, and stores the places of its server from now on.</summary>
    public void Use(ISettingsStore store) => (Store, _server) = (store, store.Server.Name);

    /// <summary>
    /// Stores the open places as those of a server, in place of older ones.
    /// </summary>
    /// <param name="server">The name of the saved server.</param>
    public void Begin(string server)
    {
        _server = server;
        _open.Clear();
        Update(replaces: true);
    }

    /// <summary>Stores what has changed since the last call.</summary>
    public void Update() => Update(replaces: false);

    /// <summary>Stores the shown place too, because the client ends.</summary>
    public void Finish()
    {
        Update();
        if (IsOn && rooms.Current is { } shown)
        {
            Store?.Save(_server, [new PlaceChange(shown.Label, PlaceState.Shown)], false);
        }
    }

    /// <summary>Opens a room at the next start, although the user may have left it.</summary>
    public void Remember(string server, IEnumerable<string> labels) => Store?.Save(
        server, [.. labels.Select(static one => new PlaceChange(one, PlaceState.Open))], false);

    /// <summary>Does not open a room any more, because the server never accepts it.</summary>
    public void Forget(string room)
    {
        if (IsOn)
        {
            Store?.Save(_server, [new PlaceChange(room, PlaceState.Forgotten)], false);
        }
    }

    private void Update(bool replaces)
    {
        if (!IsOn)
        {
            return;
        }

        HashSet<string> now = new(Open, StringComparer.OrdinalIgnoreCase);
        PlaceChange[] changes =
        [
            .. _open.Where(label => !now.Contains(label)).Select(Closed),
            .. Open.Where(label => !_open.Contains(label)).Select(Opened),
        ];
        if (changes.Length > 0 || replaces)
        {
            _open.Clear();
            _open.UnionWith(now);
            Store?.Save(_server, changes, replaces);
        }
    }

    /// <summary>The server enters the lobby by itself, so no row has to do that.</summary>
    private static PlaceChange Opened(string label) =>
        new(label, EventLines.IsLobby(label) ? PlaceState.Forgotten : PlaceState.Open);

    private PlaceChange Closed(string label)
    {
        ClientSettings settings = Settings();
        bool isEntered = EventLines.IsLobby(label)
            || (settings.Find(_server)?.Rooms ?? []).Concat(settings.Rooms)
                .Contains(label, StringComparer.OrdinalIgnoreCase);
        return new PlaceChange(label, isEntered ? PlaceState.Left : PlaceState.Forgotten);
    }
}
