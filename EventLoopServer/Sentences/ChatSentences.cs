namespace EventLoopServer.Sentences;

/// <summary>The greetings, and the answers to commands.</summary>
internal static class ChatSentences
{
    public static ReadOnlySpan<byte> Greeting =>
        "-- Hello. This is TcpChat: type a name and press Enter.\n"u8;

    public static ReadOnlySpan<byte> PasswordGreeting =>
        "-- Hello. This is TcpChat: type /pass PASSWORD and press Enter, then a name.\n"u8;

    public const string NobodyHere = "Nobody is here.";

    public const string InNoRoom = "in no room";

    public const string ListedOperator = "; operator";

    public static string NameChanged(string wish, string name) =>
        $"The name '{wish}' is not allowed here: you are {name}.";

    public static string DidYouMean(string command, string advice) =>
        $"Did you mean /{command}? {advice}";

    public static string RoomLooksLike(string room) =>
        $"This name looks like the name of the room '{room}'.";

    public static string TooManyEmptyLines(int most) =>
        $"A message may have at most {most} empty lines above it.";

    public static string NoCount(string word) => $"'{word}' is not a number of lines.";

    public static string NoDate(string text) =>
        $"'{text}' is not a date such as 2026-05-31 or 2026-05-31T14:30 (UTC).";

    public static string NoSearch(int words, int bytes) =>
        $"A search has 1 to {words} words of at most {bytes} bytes.";

    public static string Found(int messages) => messages switch
    {
        0 => "No message was found.",
        1 => "1 message was found (time in UTC):",
        _ => $"{messages} messages were found, newest first (times in UTC):",
    };

    public static string SearchedSince(string time) =>
        $"Messages from before {time} were not searched, because too many have these words. "
        + "Search for rarer words, or in one room, or add before:DATE.";

    public static string Hit(string when, string room, string name, string text, bool isAction) =>
        isAction ? $"{when} [{room}] * {name} {text}" : $"{when} [{room}] {name}: {text}";

    /// <summary>The line above a list of all members.</summary>
    public static string PeopleHere(int people) =>
        people == 1 ? "1 person is here:" : $"{people} people are here:";

    public static string InRooms(string rooms) => $"in {rooms}";

    public static string AndMore(int more) => $" and {more} more";

    public static string ListedMuted(string until) => $"; muted{until}";
}
