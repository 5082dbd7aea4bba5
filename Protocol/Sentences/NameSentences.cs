using System.Text;

namespace Protocol.Sentences;

/// <summary>Reasons why a name is refused.</summary>
internal static class NameSentences
{
    /// <summary>The term for the name of a user in these sentences.</summary>
    public const string Name = "name";

    /// <summary>The term for the name of a room in these sentences.</summary>
    public const string RoomName = "room's name";

    public static string Reserved(string name) =>
        $"'{name}' cannot be a name: the server uses this word itself.";

    public static string Alias(string name) =>
        $"'{name}' cannot be a name: it is the number of somebody else.";

    public static string ReservedRoom(string room) =>
        $"'{room}' cannot be a room's name: the server or a client uses this word itself.";

    public static string Empty(string what) => $"A {what} needs at least one character.";

    public static string BadStart(string what) =>
        $"A {what} has to begin with a letter, a digit or '_'.";

    public static string NotUtf8(string what) => $"A {what} has to be UTF-8 text.";

    public static string TooLong(string what, int maxRunes, int maxBytes) =>
        $"A {what} may have {maxRunes} characters ({maxBytes} bytes) at most.";

    public static string NoLetter(string what, string character) =>
        $"A {what} may have letters, digits, '_', '-' and '.' only, not {character}.";

    public static string NotRecommended(string what, string character) =>
        $"A {what} may not contain {character}, which is rare or can be written in another way.";

    public static string NotComposed(string what, string character) =>
        $"A {what} may not contain {character} there: with what is before it, it can be written "
        + "in another way.";

    public static string MixedScripts(string what, string before, string its) =>
        $"A {what} may not mix {before} and {its} letters.";

    public static string BareMark(string what, string character) =>
        $"A {what} needs a letter in front of the mark {character}.";

    public static string TooManyMarks(string what, string character) =>
        $"A {what} has too many marks on one letter: {character}.";

    public static string NotSeen(string what, string character) =>
        $"A {what} may not contain {character} there, where it is not seen.";

    /// <summary>A character, as these sentences show it.</summary>
    public static string Describe(Rune rune)
    {
        bool shown = Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune);
        return rune.Value == ' ' ? "a space"
            : shown ? $"'{rune}' (U+{rune.Value:X4})"
            : $"U+{rune.Value:X4}";
    }
}
