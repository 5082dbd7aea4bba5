using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Configuration.Schema;

/// <summary>Reads and writes the values of one kind of option.</summary>
internal abstract class OptionType
{
    /// <summary>What stands for the value in the help: FILE.</summary>
    public abstract string ValueName { get; }

    /// <summary>Which values are taken; null when there is no more to it than the name.</summary>
    public virtual string? Range => null;

    /// <summary>Reads a value.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="value">The value.</param>
    /// <param name="fault">What follows the name of the option: " takes …, not '…'.".</param>
    /// <returns>False when the text is no value of this kind.</returns>
    public abstract bool TryRead(string text, out object? value, out string fault);

    /// <summary>The same back, as it would be typed.</summary>
    public abstract string Format(object value);

    /// <summary>The usual sentence for a text that is no value.</summary>
    protected static string Takes(string what, string text) =>
        OptionSentences.Takes(what, text);
}
