using System.Globalization;
using System.Text;
using Protocol.Names;
using SimpleClient.Library;
using SimpleClient.Sentences;

namespace SimpleClient.Configuration;

/// <summary>All settings, one row each.</summary>
internal static class SettingCatalog
{
    /// <summary>The settings outside any table, in alphabetical order.</summary>
    public static IReadOnlyList<SettingRow<ClientSettings>> All { get; } =
    [
        Flag("bell", static s => s.HasBell, static (s, on) => s with { HasBell = on })
            with { Help = SettingSentences.Bell },
        new("highlight", SettingForm.List, static s => s.Highlights,
            static (s, words) => s with { Highlights = words })
        { Help = SettingSentences.Highlight, Check = CheckHighlight },
        Flag("history", static s => s.KeepsHistory, static (s, on) => s with { KeepsHistory = on })
            with { Help = SettingSentences.History },
        new("ignore", SettingForm.List, static s => s.Ignored,
            static (s, words) => s with { Ignored = words })
        { Help = SettingSentences.Ignore, Check = CheckName },
        Flag("log", static s => s.KeepsLog, static (s, on) => s with { KeepsLog = on })
            with { Help = SettingSentences.Log },
        new("log-folder", SettingForm.Text, static s => [s.LogFolder],
            static (s, words) => s with { LogFolder = words[0] })
        { Help = SettingSentences.LogFolder, Check = CheckFolder },
        Flag("markup", static s => s.HasMarkup, static (s, on) => s with { HasMarkup = on })
            with { Help = SettingSentences.Markup },
        Flag("mouse", static s => s.HasMouse, static (s, on) => s with { HasMouse = on })
            with { Help = SettingSentences.Mouse },
        Choice("notify", static s => s.Notification,
            static (s, kind) => s with { Notification = kind })
            with { Help = SettingSentences.Notify },
        new("on-mention", SettingForm.List, static s => s.OnMention,
            static (s, words) => s with { OnMention = words })
        { Help = SettingSentences.OnMention },
        Flag("places", static s => s.KeepsPlaces, static (s, on) => s with { KeepsPlaces = on })
            with { Help = SettingSentences.Places },
        new("rooms", SettingForm.List, static s => s.Rooms,
            static (s, words) => s with { Rooms = words })
        { Help = SettingSentences.Rooms, Check = CheckRoom, MaxWords = MaxRooms },
        Choice("theme", static s => s.Theme, static (s, theme) => s with { Theme = theme })
            with { Help = SettingSentences.Theme },
    ];

    /// <summary>The settings of a server, in its table <c>[servers.NAME]</c>.</summary>
    public static IReadOnlyList<SettingRow<SavedServer>> OfServer { get; } =
    [
        new("host", SettingForm.Text, static s => [s.Host],
            static (s, words) => s with { Host = words[0] })
        { Help = SettingSentences.Host, Check = HostName.Fault },
        new("port", SettingForm.Whole, static s => [Number(s.Port)],
            static (s, words) => s with { Port = int.Parse(words[0], Invariant) })
        { Help = SettingSentences.Port, Check = CheckPort },
        new("name", SettingForm.Text, static s => [s.User],
            static (s, words) => s with { User = words[0] })
        { Help = SettingSentences.Name, Check = CheckOptionalName },
        new("login", SettingForm.Text, static s => [s.Login],
            static (s, words) => s with { Login = words[0] })
        { Help = SettingSentences.Login, Check = CheckOptionalName },
        new("tls", SettingForm.Flag, static s => [s.IsTls ? "on" : "off"],
            static (s, words) => s with { IsTls = words[0] == "on" })
        { Help = SettingSentences.Tls },
        new("rooms", SettingForm.List, static s => s.Rooms,
            static (s, words) => s with { Rooms = words })
        { Help = SettingSentences.Rooms, Check = CheckRoom, MaxWords = MaxRooms },
    ];

    /// <summary>The most rooms at the start; the server's default for a client.</summary>
    private const int MaxRooms = 32;

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private static SettingRow<ClientSettings> Flag(
        string key, Func<ClientSettings, bool> get, Func<ClientSettings, bool, ClientSettings> with)
        => new(
            key,
            SettingForm.Flag,
            settings => [get(settings) ? "on" : "off"],
            (settings, words) => with(settings, words[0] == "on"));

    private static SettingRow<ClientSettings> Choice<T>(
        string key, Func<ClientSettings, T> get, Func<ClientSettings, T, ClientSettings> with)
        where T : struct, Enum => new(
            key,
            SettingForm.Text,
            settings => [$"{get(settings)}".ToLowerInvariant()],
            (settings, words) => with(settings, Enum.Parse<T>(words[0], ignoreCase: true)))
        {
            Check = word => Enum.GetNames<T>().Contains(word, StringComparer.OrdinalIgnoreCase)
                ? null
                : SettingSentences.OneOf(
                    key, string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()),
        };

    private static string Number(int port) => port == 0 ? "" : port.ToString(Invariant);

    private static string? CheckPort(string word) =>
        PortNumber.Read(word) is null ? PortNumber.Fault(word) : null;

    private static string? CheckName(string word) =>
        NameRule.CheckName(Encoding.UTF8.GetBytes(word));

    private static string? CheckOptionalName(string word) =>
        word.Length == 0 ? null : CheckName(word);

    private static string? CheckRoom(string word) =>
        NameRule.CheckRoom(Encoding.UTF8.GetBytes(word));

    private static string? CheckHighlight(string word) =>
        word.Trim().Length >= 2 ? null : SettingSentences.HighlightTooShort;

    private static string? CheckFolder(string word) =>
        word.Length == 0 || Path.IsPathFullyQualified(word) || word is "~" or ['~', '/', ..]
            ? null
            : SettingSentences.FolderNotWhole;
}
