namespace SimpleClient.Configuration;

/// <summary>
/// The user's choices, as <c>client.conf</c> and <c>/set</c> give them. Immutable.
/// </summary>
internal sealed record ClientSettings
{
    /// <summary>True when the bell and the notifications of the terminal are enabled.</summary>
    public bool HasBell { get; init; } = true;

    /// <summary>Words that count as a mention, besides the user's name.</summary>
    public IReadOnlyList<string> Highlights { get; init; } = [];

    /// <summary>True when typed lines are kept for the next start.</summary>
    public bool KeepsHistory { get; init; } = true;

    /// <summary>Names whose messages are not shown.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>True when messages are written to files.</summary>
    public bool KeepsLog { get; init; }

    /// <summary>The folder of these files; empty for the default folder.</summary>
    public string LogFolder { get; init; } = "";

    /// <summary>False when marks such as asterisks have no effect.</summary>
    public bool HasMarkup { get; init; } = true;

    /// <summary>False when the terminal itself handles the mouse.</summary>
    public bool HasMouse { get; init; } = true;

    public NotificationKind Notification { get; init; }

    /// <summary>
    /// The program that runs after an unseen mention, and its arguments; empty for none.
    /// </summary>
    public IReadOnlyList<string> OnMention { get; init; } = [];

    /// <summary>
    /// True when the client opens the places of the last time again, on a saved server.
    /// </summary>
    public bool KeepsPlaces { get; init; } = true;

    /// <summary>
    /// The rooms to enter at the start, on a server that has no rooms of its own.
    /// </summary>
    public IReadOnlyList<string> Rooms { get; init; } = [];

    public Theme Theme { get; init; }

    /// <summary>The keys with another meaning.</summary>
    public IReadOnlyList<KeyAlias> Keys { get; init; } = [];

    /// <summary>The servers with a name.</summary>
    public IReadOnlyList<SavedServer> Servers { get; init; } = [];

    /// <summary>The server with this name, in any case; null when there is none.</summary>
    public SavedServer? Find(string name) => Servers.FirstOrDefault(
        server => server.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A copy with a key, which replaces one with the same name.</summary>
    public ClientSettings With(KeyAlias key) => this with
    {
        Keys =
        [
            .. Keys.Where(one => !one.From.Equals(key.From, StringComparison.OrdinalIgnoreCase)),
            key,
        ],
    };

    /// <summary>A copy with a server, which replaces one with the same name.</summary>
    public ClientSettings With(SavedServer server) => this with
    {
        Servers =
        [
            .. Servers.Where(one =>
                !one.Name.Equals(server.Name, StringComparison.OrdinalIgnoreCase)),
            server,
        ],
    };
}
