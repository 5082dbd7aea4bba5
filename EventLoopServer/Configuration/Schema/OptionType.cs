using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Configuration.Schema;

/// <summary>Parses and formats the values of one kind of option.</summary>
internal abstract class OptionType
{
    /// <summary>The placeholder for the value in the help, such as FILE.</summary>
    public abstract string ValueName { get; }

    /// <summary>The accepted values; null when the placeholder is sufficient.</summary>
    public virtual string? Range => null;

    /// <summary>How a value may be written in a configuration file.</summary>
    public virtual ValueForms Forms => ValueForms.Text;

    /// <summary>Parses a value.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="value">The value.</param>
    /// <param name="fault">The text that follows the option's name: " takes …, not '…'.".</param>
    /// <returns>False when the text is no value of this kind.</returns>
    public abstract bool TryRead(string text, out object? value, out string fault);

    /// <summary>Formats a value as a user would type it.</summary>
    public abstract string Format(object value);

    /// <summary>The usual sentence for an invalid text.</summary>
    protected static string Takes(string what, string text) =>
        OptionSentences.Takes(what, text);
}
