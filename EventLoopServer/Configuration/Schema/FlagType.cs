using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Configuration.Schema;

/// <summary>
/// An option without a value. An environment variable sets it with true or false, 1 or 0, yes or
/// no, on or off.
/// </summary>
internal sealed class FlagType : OptionType
{
    public override string ValueName => "";

    public override ValueForms Forms => ValueForms.Flag;

    public override bool TryRead(string text, out object? value, out string fault)
    {
        bool? read = text.ToUpperInvariant() switch
        {
            "TRUE" or "1" or "YES" or "ON" => true,
            "FALSE" or "0" or "NO" or "OFF" => false,
            _ => null,
        };
        value = read;
        fault = read is null ? Takes(OptionSentences.Flag, text) : "";
        return read is not null;
    }

    public override string Format(object value) => (bool)value ? "on" : "off";
}
