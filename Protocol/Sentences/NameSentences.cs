using System.Text;

namespace Protocol.Sentences;

/// <summary>Reasons why a name is refused.</summary>
internal static class NameSentences
{
    /// <summary>The term for the name of a user in these sentences.</summary>
    public const string Name = "name";

    /// <summary>The term for the name of a room in these sentences.</summary>
    public const string RoomName = "room name";

    public static string Reserved(string name) =>
        $"The name '{name}' is reserved by the server.";

    public static string Alias(string name) =>
        $"The name '{name}' is the number of another user.";

    public static string ReservedRoom(string room) =>
        $"The room name '{room}' is reserved by the server or a client.";

    public static string Empty(string what) => $"A {what} needs at least one character.";

    public static string BadStart(string what) =>
        $"A {what} must begin with a letter, a digit or '_'.";

    public static string NotUtf8(string what) => $"A {what} must be UTF-8 text.";

    public static string TooLong(string what, int maxRunes, int maxBytes) =>
        $"A {what} may have at most {maxRunes} characters ({maxBytes} bytes).";

    public static string NoLetter(string what, string character) =>
        $"A {what} may contain only letters, digits, '_', '-' and '.', not {character}.";

    public static string NotRecommended(string what, string character) =>
        $"A {what} must not contain {character}: it is rare, or can be written in another way.";

    public static string NotComposed(string what, string character) =>
        $"A {what} must not contain {character} there: together with the character before it, it "
        + "can be written in another way.";

    public static string MixedScripts(string what, string before, string its) =>
        $"A {what} must not mix {before} and {its} letters.";

    public static string BareMark(string what, string character) =>
        $"A {what} needs a letter before the mark {character}.";

    public static string TooManyMarks(string what, string character) =>
        $"A {what} has too many marks on one letter: {character}.";

    public static string NotSeen(string what, string character) =>
        $"A {what} must not contain {character} where it is invisible.";

    /// <summary>A character, as these sentences show it.</summary>
    public static string Describe(Rune rune)
    {
        bool shown = Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune);
        return rune.Value == ' ' ? "a space"
            : shown ? $"'{rune}' (U+{rune.Value:X4})"
            : $"U+{rune.Value:X4}";
    }
}
