namespace EventLoopServer.Configuration.Schema;

/// <summary>One of a few words.</summary>
/// <param name="choices">Each word and its value.</param>
internal class WordType(params IReadOnlyList<(string Word, object? Value)> choices) : OptionType
{
    public override string ValueName => string.Join('|', choices.Select(static c => c.Word));

    public override bool TryRead(string text, out object? value, out string fault)
    {
        foreach ((string word, object? meaning) in choices)
        {
            if (word == text)
            {
                (value, fault) = (meaning, "");
                return true;
            }
        }

        value = null;
        fault = Takes(string.Join(" or ", choices.Select(static c => c.Word)), text);
        return false;
    }

    public override string Format(object value) =>
        choices.First(c => Equals(c.Value, value)).Word;
}
