using System.Globalization;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Configuration.Schema;

/// <summary>A whole number.</summary>
internal sealed class CountType(Type property, long min, long max) : OptionType
{
    public override string ValueName => "N";

    public override ValueForms Forms => ValueForms.Whole;

    public override string Range => $"{min} to {max}";

    public override bool TryRead(string text, out object? value, out string fault)
    {
        bool isNumber = TryReadWhole(text, out long number) && number >= min && number <= max;
        value = isNumber
            ? Convert.ChangeType(number, property, CultureInfo.InvariantCulture)
            : null;
        fault = isNumber ? "" : Takes(OptionSentences.Count(Range), text);
        return isNumber;
    }

    public override string Format(object value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Accepts only digits: no sign, space, separator or exponent.</summary>
    public static bool TryReadWhole(string text, out long number) => long.TryParse(
        text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
