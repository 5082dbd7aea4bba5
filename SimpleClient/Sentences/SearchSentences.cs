namespace SimpleClient.Sentences;

/// <summary>The messages that a search has found.</summary>
internal static class SearchSentences
{
    /// <summary>The text in front of the words that are searched for in the loaded lines.</summary>
    public static string Find(int hit, int hits) =>
        $"(find {hit} of {hits}; Up, Down; Enter: ask the server; Esc)";

    public static string Found(ulong messages) => messages switch
    {
        0 => "No message was found.",
        1 => "1 message was found (time in UTC):",
        _ => $"{messages} messages were found, newest first (times in UTC):",
    };

    public static string Hit(string when, string room, string name, string text, bool isAction) =>
        isAction ? $"{when} [{room}] * {name} {text}" : $"{when} [{room}] {name}: {text}";
}
