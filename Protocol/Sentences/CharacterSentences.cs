namespace Protocol.Sentences;

/// <summary>The names of forbidden characters, as parts of a sentence.</summary>
internal static class CharacterSentences
{
    public const string OnlyBlanks = "only spaces and invisible characters";

    public const string Nul = "a NUL byte (U+0000)";

    public const string Tab = "a tab (U+0009): use spaces";

    public const string Escape = "an escape character (U+001B)";

    public static string LineBreak(int codePoint) => $"a line break (U+{codePoint:X4})";

    public static string Control(int codePoint) => $"a control character (U+{codePoint:X4})";

    public static string DirectionOverride(int codePoint) =>
        $"a direction override (U+{codePoint:X4})";
}
