using SimpleClient.Configuration;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat.Settings;

/// <summary>
/// Runs the commands that change the user's settings: <c>/set</c>, <c>/ignore</c>,
/// <c>/highlight</c>, <c>/save</c> and others. A change has its effect at once, and is stored for
/// the next start.
/// </summary>
internal sealed class SettingCommands
{
    private readonly RoomList _rooms;

    public SettingCommands(RoomList rooms)
    {
        _rooms = rooms;
        Places = new PlaceMemory(rooms) { Settings = () => Current };
    }

    /// <summary>The places for the next start.</summary>
    public PlaceMemory Places { get; }

    /// <summary>The current settings.</summary>
    public ClientSettings Current { get; private set; } = new();

    /// <summary>Stores the changes; null when nothing is stored.</summary>
    public ISettingsStore? Store { get; set; }

    /// <summary>Receives the settings after each change.</summary>
    public Action<ClientSettings> Applied { get; init; } = static _ => { };

    /// <summary>Shows a list under a heading.</summary>
    public Action<string, IReadOnlyList<string>> ShowList { get; init; } = static (_, _) => { };

    /// <summary>Returns the user's name.</summary>
    public Func<string> OwnName { get; init; } = static () => "";

    /// <summary>Uses these settings, without storing them.</summary>
    public void Use(ClientSettings settings)
    {
        Current = settings;
        Applied(settings);
    }

    /// <summary>Stores a typed line for the next start, unless it may have a password.</summary>
    public void Remember(string line)
    {
        // As in a shell, a line that begins with a blank is not stored.
        bool isOpen = !line.StartsWith(' ')
            && line.Split('\n').All(static one => TypedLine.SecretFrom($"{one} ") < 0);
        if (Current.KeepsHistory && isOpen)
        {
            Store?.Remember(line);
        }
    }

    /// <summary>Runs a command.</summary>
    /// <param name="word">The command, in small letters.</param>
    /// <param name="rest">The text after it.</param>
    /// <returns>False for another command.</returns>
    public bool Run(string word, string rest)
    {
        switch (word)
        {
            case "/set":
                Set(rest);
                return true;
            case "/bell" when rest.ToLowerInvariant() is "" or "on" or "off":
                Change("bell", [rest.Length > 0 ? rest.ToLowerInvariant()
                    : Current.HasBell ? "off" : "on"]);
                Notice(TerminalSentences.Bell(Current.HasBell));
                return true;
            case "/ignore":
                Ignore(rest.TrimStart('@'));
                return true;
            case "/unignore" when rest.Length > 0:
                Notice(Remove("ignore", rest.TrimStart('@'))
                    ? SettingSentences.NoLongerIgnored(rest.TrimStart('@'))
                    : SettingSentences.NotIgnored(rest));
                return true;
            case "/highlight":
                Highlight(rest);
                return true;
            case "/unhighlight" when rest.Length > 0:
                Notice(Remove("highlight", rest)
                    ? SettingSentences.NoLongerHighlighted(rest)
                    : SettingSentences.NotHighlighted(rest));
                return true;
            case "/save":
                Save(rest);
                return true;
            default:
                return false;
        }
    }

    private void Set(string rest)
    {
        string[] words = rest.Split(' ', 2, StringSplitOptions.TrimEntries);
        string key = words[0].ToLowerInvariant();
        string? value = words.Length > 1 ? words[1] : null;
        string[] parts = words[0].Split('.');
        if (key.Length == 0)
        {
            ShowList(SettingSentences.Title, All());
        }
        else if (key.StartsWith($"{KeyAlias.Table}.", StringComparison.Ordinal))
        {
            SetKey(words[0][(KeyAlias.Table.Length + 1)..], value);
        }
        else if (key.Split('.') is [SettingsReader.Servers, _, _])
        {
            SetServer(words[0], parts[1], parts[2].ToLowerInvariant(), value);
        }
        else if (Find(key) is not { } row)
        {
            Fault(SettingSentences.NoSetting(words[0]));
        }
        else if (value is null || Change(key, row.Read(value)))
        {
            Notice(SettingSentences.Value(key, row.Show(Current)));
        }
    }

    private void SetServer(string typed, string name, string key, string? value)
    {
        SettingRow<SavedServer>? row =
            SettingCatalog.OfServer.FirstOrDefault(one => one.Key == key);
        SavedServer? server = Current.Find(name)
            ?? (SavedServer.IsName(name) ? new SavedServer { Name = name } : null);
        if (row is null || server is null)
        {
            Fault(SettingSentences.NoSetting(typed));
        }
        else if (value is null)
        {
            Notice(SettingSentences.Value(typed, row.Show(server)));
        }
        else if (Read(row, server, value) is { } changed)
        {
            Use(Current.With(changed));
            Store?.Save([new SettingChange(changed.Table, row.Key, row.ToToml(changed))]);
            if (row.Key == "rooms")
            {
                Places.Remember(changed.Name, changed.Rooms);
            }

            Notice(SettingSentences.Value(typed, row.Show(changed)));
        }
    }

    private void SetKey(string name, string? value)
    {
        KeyAlias? known = Current.Keys.FirstOrDefault(
            one => one.From.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (value is null)
        {
            Notice(SettingSentences.Value(name, known?.To ?? SettingSentences.None));
            return;
        }

        var key = new KeyAlias(known?.From ?? name, value);
        if (key.Fault is { } fault)
        {
            Fault(fault);
        }
        else if (known is null && Current.Keys.Count >= KeyAlias.Most)
        {
            Fault(SettingSentences.TooMany(KeyAlias.Table, KeyAlias.Most));
        }
        else
        {
            Use(Current.With(key));
            Store?.Save(
                [new SettingChange(KeyAlias.Table, key.From, TomlText.Quote(key.To))]);
            Notice(SettingSentences.Value(key.From, key.To));
        }
    }

    private List<string> All()
    {
        List<string> all =
        [
            .. SettingCatalog.All.Select(row =>
                SettingSentences.Row(row.Key, row.Show(Current), row.Help)),
        ];
        all.AddRange(Current.Keys.Select(static key =>
            SettingSentences.Value($"{KeyAlias.Table}.{key.From}", key.To)));
        foreach (SavedServer server in Current.Servers)
        {
            all.Add("");
            all.AddRange(SettingCatalog.OfServer.Select(row => SettingSentences.Row(
                $"{server.Table}.{row.Key}",
                row.Show(server),
                row.Help)));
        }

        return all;
    }

    private void Ignore(string name)
    {
        if (name.Length == 0)
        {
            Notice(Current.Ignored.Count == 0
                ? SettingSentences.NobodyIgnored
                : SettingSentences.Ignored(string.Join(", ", Current.Ignored)));
        }
        else if (Add("ignore", name))
        {
            Notice(SettingSentences.NowIgnored(name));
        }
    }

    private void Highlight(string word)
    {
        if (word.Length == 0)
        {
            Notice(Current.Highlights.Count == 0
                ? SettingSentences.NothingHighlighted
                : SettingSentences.Highlighted(string.Join(", ", Current.Highlights)));
        }
        else if (Add("highlight", word))
        {
            Notice(SettingSentences.NowHighlighted(word));
        }
    }

    private void Save(string name)
    {
        if (Store is null || !SavedServer.IsName(name))
        {
            Fault(SettingSentences.SaveUsage);
            return;
        }

        SavedServer? known = Current.Find(name);
        SavedServer server = Store.Server with
        {
            Name = known?.Name ?? name,
            User = Store.Server.Login.Length > 0 ? "" : OwnName(),
            Rooms =
            [
                .. _rooms.Entered.Select(static room => room.Name)
                    .Where(static room => !EventLines.IsLobby(room)),
            ],
        };
        Use(Current.With(server));

        // An empty text is stored only in place of another one, such as the account of a guest.
        Store.Save([.. SettingCatalog.OfServer
            .Where(row => row.Form != SettingForm.Text || row.Get(server)[0].Length > 0
                || (known is not null && row.Get(known)[0].Length > 0))
            .Select(row => new SettingChange(server.Table, row.Key, row.ToToml(server)))]);
        Places.Begin(server.Name);
        Notice(SettingSentences.Saved(name));
    }

    private bool Add(string key, string word)
    {
        IReadOnlyList<string> words = Find(key)!.Get(Current);
        return words.Contains(word, StringComparer.OrdinalIgnoreCase)
            || Change(key, [.. words, word]);
    }

    private bool Remove(string key, string word)
    {
        IReadOnlyList<string> words = Find(key)!.Get(Current);
        string[] left = [.. words.Where(
            one => !one.Equals(word, StringComparison.OrdinalIgnoreCase))];
        return left.Length < words.Count && Change(key, left);
    }

    private bool Change(string key, IReadOnlyList<string> words)
    {
        SettingRow<ClientSettings> row = Find(key)!;
        if (row.Fault(words) is { } fault)
        {
            Fault(fault);
            return false;
        }

        Use(row.With(Current, words));
        Store?.Save([new SettingChange("", key, row.ToToml(Current))]);
        return true;
    }

    private SavedServer? Read(SettingRow<SavedServer> row, SavedServer server, string text)
    {
        IReadOnlyList<string> words = row.Read(text);
        if (row.Fault(words) is { } fault)
        {
            Fault(fault);
            return null;
        }

        return row.With(server, words);
    }

    private static SettingRow<ClientSettings>? Find(string key) =>
        SettingCatalog.All.FirstOrDefault(row => row.Key == key);

    private void Notice(string text) => _rooms.AddNotice(text);

    private void Fault(string text) => _rooms.AddNotice(text, null, LineKind.Fault);
}
