namespace SimpleClient.Sentences;

/// <summary>
/// Texts of the overlays. An overlay covers the messages until the user presses Esc.
/// </summary>
internal static class OverlaySentences
{
    public const string Help = "Keys and commands";

    public const string Places = "Places";

    /// <summary>The heading of a command's answer.</summary>
    public static string Of(string command) => $"/{command}";

    public static string Topic(string place) => $"Topic of {place}";

    public static string People(string room, ulong count) => $"{count} in {room}";

    /// <summary>The heading, which is the first row.</summary>
    /// <param name="title">The title.</param>
    /// <param name="filter">The typed filter; null when there is no list.</param>
    /// <param name="matches">The number of lines that match.</param>
    /// <param name="lines">The number of all lines.</param>
    public static string Heading(string title, string? filter, int matches, int lines) =>
        filter is null ? $" {title}. Up, Down, PgUp, PgDn: scroll. Esc: close."
        : filter.Length == 0 ? $" {title}. Type to filter. Enter: choose. Esc: close."
        : $" {title}. Filter: {filter} ({matches} of {lines}). Enter: choose. Esc: close.";
}
