using System.Globalization;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Configuration.Schema;

/// <summary>
/// A number of bytes, such as 64KiB, 1MiB or 2GiB. A number without a unit is in bytes or MiB,
/// depending on the option.
/// </summary>
internal sealed class SizeType(Type property, long min, long max, OptionUnit unit) : OptionType
{
    private static readonly (string Suffix, int Shift)[] s_units =
        [("GiB", 30), ("MiB", 20), ("KiB", 10)];

    public override string ValueName => unit == OptionUnit.Mebibytes ? "MIB" : "BYTES";

    public override ValueForms Forms => ValueForms.Text | ValueForms.Whole;

    public override string Range => $"{Format(min)} to {Format(max)}";

    public override bool TryRead(string text, out object? value, out string fault)
    {
        int shift = unit == OptionUnit.Mebibytes ? 20 : 0;
        string digits = text;
        foreach ((string suffix, int shiftOfUnit) in s_units)
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                (digits, shift) = (text[..^suffix.Length], shiftOfUnit);
            }
        }

        bool isSize = CountType.TryReadWhole(digits, out long number)
            && number <= max >> shift && number << shift >= min;
        value = isSize
            ? Convert.ChangeType(number << shift, property, CultureInfo.InvariantCulture)
            : null;
        fault = isSize ? "" : Takes(OptionSentences.Size(Range), text);
        return isSize;
    }

    public override string Format(object value)
    {
        long bytes = Convert.ToInt64(value, CultureInfo.InvariantCulture);
        foreach ((string suffix, int shift) in s_units)
        {
            if (bytes > 0 && bytes % (1L << shift) == 0)
            {
                return $"{bytes >> shift}{suffix}";
            }
        }

        return $"{bytes}";
    }
}
