namespace SimpleClient.Configuration;

/// <summary>A server with a name, as <c>SimpleClient NAME</c> uses it.</summary>
internal sealed record SavedServer
{
    /// <summary>The most characters of a name.</summary>
    public const int MaxName = 64;

    /// <summary>The name of the entry, in any case.</summary>
    public required string Name { get; init; }

    /// <summary>The table of the entry in the file.</summary>
    public string Table => $"{SettingsReader.Servers}.{Name}";

    /// <summary>The host; empty when the entry has none and cannot be used.</summary>
    public string Host { get; init; } = "";

    /// <summary>The port, 1 to 65535; 0 for the default port.</summary>
    public int Port { get; init; }

    /// <summary>The name of the user; empty when the client asks for it.</summary>
    public string User { get; init; } = "";

    /// <summary>The account of the user; empty for a guest.</summary>
    public string Login { get; init; } = "";

    /// <summary>True for an encrypted connection.</summary>
    public bool IsTls { get; init; }

    /// <summary>The rooms to enter at the start.</summary>
    public IReadOnlyList<string> Rooms { get; init; } = [];

    /// <summary>
    /// True for a name that may be the name of an entry: letters and digits of ASCII, hyphens and
    /// underscores, as in a key of TOML without quotes.
    /// </summary>
    public static bool IsName(string name) => name.Length is > 0 and <= MaxName
        && name[0] != '-'
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
