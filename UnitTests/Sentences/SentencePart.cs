using System.Text.RegularExpressions;

namespace UnitTests.Sentences;

/// <summary>What stands around a value in a sentence, where a test cannot know the value.</summary>
internal static class SentencePart
{
    private const string Value = "\u0001";

    public static string Before(Func<string, string> sentence)
    {
        string text = sentence(Value);
        return text[..text.IndexOf(Value, StringComparison.Ordinal)];
    }

    public static string After(Func<string, string> sentence)
    {
        string text = sentence(Value);
        return text[(text.LastIndexOf(Value, StringComparison.Ordinal) + Value.Length)..];
    }

    /// <summary>The sentence as a regular expression.</summary>
    /// <param name="sentence">The sentence; what it is given stands for a value.</param>
    /// <param name="values">What a value may be.</param>
    public static string Pattern(Func<string, string> sentence, string values = ".*") =>
        Regex.Escape(sentence(Value)).Replace(Value, values);
}
