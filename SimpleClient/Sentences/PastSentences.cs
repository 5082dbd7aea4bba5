namespace SimpleClient.Sentences;

/// <summary>The lines above older messages, and about searches.</summary>
internal static class PastSentences
{
    public const string Loading = "Loading older messages.";

    public const string Start = "This is the beginning of the room.";

    public const string Expired = "The server no longer keeps older messages.";

    public const string NoConnection = "There is no connection. Search again later.";

    public const string OlderShown = "older messages";

    public static string Hits(int selected, int messages) =>
        $"Found {selected} of {messages}. Up, Down: choose. Enter: show in its room. Esc: close.";

    public static string TryAgain(string why) => $"{why} PgUp tries again.";
}
