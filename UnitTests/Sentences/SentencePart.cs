using System.Text.RegularExpressions;

namespace UnitTests.Sentences;

/// <summary>The parts of a sentence around a value that a test cannot know.</summary>
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
    /// <param name="sentence">Makes the sentence; its argument stands for the value.</param>
    /// <param name="values">An expression for the value.</param>
    public static string Pattern(Func<string, string> sentence, string values = ".*") =>
        Regex.Escape(sentence(Value)).Replace(Value, values);
}
