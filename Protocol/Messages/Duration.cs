using System.Globalization;

namespace Protocol.Messages;

/// <summary>
/// A time span as a person types it: 500ms, 10s, 5m, 1h, 2d, or seconds without a unit.
/// </summary>
public static class Duration
{
    /// <summary>The longest time span, a year: adding it to a clock cannot overflow.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Reads a time span.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="time">
    /// The time span, up to <see cref="Longest"/>; zero if it is invalid.
    /// </param>
    /// <returns>False if the text is not a time span, or if it is longer.</returns>
    public static bool TryParse(string text, out TimeSpan time)
    {
        (string number, double seconds) = text switch
        {
            [.., 'm', 's'] => (text[..^2], 0.001),
            [.., 's'] => (text[..^1], 1),
            [.., 'm'] => (text[..^1], 60),
            [.., 'h'] => (text[..^1], 3600),
            [.., 'd'] => (text[..^1], 24 * 3600),
            _ => (text, 1.0),
        };
        bool isNumber = double.TryParse(
            number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double n);
        bool isRight = isNumber && n >= 0 && n * seconds <= Longest.TotalSeconds;
        time = isRight ? TimeSpan.FromSeconds(n * seconds) : default;
        return isRight;
    }

    /// <summary>Writes a time span of whole milliseconds so that it can be read again.</summary>
    /// <param name="time">The time span.</param>
    /// <returns>
    /// A whole number of hours, minutes, seconds or ms: the largest unit that fits.
    /// </returns>
    public static string Format(TimeSpan time) => time switch
    {
        { TotalHours: >= 1, Minutes: 0, Seconds: 0, Milliseconds: 0 } => $"{time.TotalHours}h",
        { TotalMinutes: >= 1, Seconds: 0, Milliseconds: 0 } => $"{time.TotalMinutes}m",
        { TotalSeconds: >= 1, Milliseconds: 0 } => $"{time.TotalSeconds}s",
        _ => $"{time.TotalMilliseconds}ms",
    };
}
