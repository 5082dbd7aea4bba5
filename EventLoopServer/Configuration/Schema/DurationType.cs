using System.Globalization;
using EventLoopServer.Sentences.Operators;
using Protocol.Messages;

namespace EventLoopServer.Configuration.Schema;

/// <summary>
/// A duration, such as 250ms, 1.5s, 10m, 1h or 2d. A whole number without a unit is in seconds or
/// milliseconds, depending on the option.
/// </summary>
internal sealed class DurationType(Type property, long minMs, long maxMs, OptionUnit unit)
    : OptionType
{
    private static readonly long s_longestMs = (long)Duration.Longest.TotalMilliseconds;

    private readonly long _maxMs = Math.Min(maxMs, s_longestMs);

    public override string ValueName => unit == OptionUnit.Seconds ? "SECONDS" : "MS";

    public override ValueForms Forms => ValueForms.Text | ValueForms.Whole;

    public override string Range => $"{Format(minMs)} to {Format(_maxMs)}";

    private string Example => unit == OptionUnit.Seconds ? "5s" : "250ms";

    public override bool TryRead(string text, out object? value, out string fault)
    {
        bool isTime = TryReadMs(text, out long ms) && ms >= minMs && ms <= _maxMs;
        value = !isTime
            ? null
            : property == typeof(TimeSpan)
                ? TimeSpan.FromMilliseconds(ms)
                : Convert.ChangeType(ms, property, CultureInfo.InvariantCulture);
        fault = isTime ? "" : Takes(OptionSentences.Time(Range, Example), text);
        return isTime;
    }

    public override string Format(object value)
    {
        TimeSpan time = value is TimeSpan span
            ? span
            : TimeSpan.FromMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));
        return time == TimeSpan.Zero
            ? "0"
            : time > TimeSpan.FromDays(1) && time.Ticks % TimeSpan.TicksPerDay == 0
                ? $"{time.Days}d"
                : Duration.Format(time);
    }

    private bool TryReadMs(string text, out long ms)
    {
        ms = 0;
        if (CountType.TryReadWhole(text, out long number))
        {
            long factor = unit == OptionUnit.Seconds ? 1000 : 1;
            bool fits = number <= s_longestMs / factor;
            ms = fits ? number * factor : 0;
            return fits;
        }

        bool isTime = text.Length > 0 && char.IsAsciiLetter(text[^1])
            && Duration.TryParse(text, out TimeSpan time)
            && time.Ticks % TimeSpan.TicksPerMillisecond == 0
            && (ms = time.Ticks / TimeSpan.TicksPerMillisecond) >= 0;
        return isTime;
    }
}
