using System.Globalization;

namespace EventLoopServer;

/// <summary>A time as a person types it: 500ms, 10s, 5m, 1h, or seconds without a unit.</summary>
internal static class Duration
{
    public static bool TryParse(string text, out TimeSpan time)
    {
        (string number, double seconds) = text switch
        {
            [.., 'm', 's'] => (text[..^2], 0.001),
            [.., 's'] => (text[..^1], 1),
            [.., 'm'] => (text[..^1], 60),
            [.., 'h'] => (text[..^1], 3600),
            _ => (text, 1.0),
        };
        bool isNumber = double.TryParse(
            number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double n);
        bool isRight = isNumber && n * seconds is >= 0 and <= 7 * 24 * 3600;
        time = isRight ? TimeSpan.FromSeconds(n * seconds) : default;
        return isRight;
    }

    /// <summary>The same back, for whole milliseconds.</summary>
    public static string Format(TimeSpan time) => time switch
    {
        { TotalHours: >= 1, Minutes: 0, Seconds: 0, Milliseconds: 0 } => $"{time.TotalHours}h",
        { TotalMinutes: >= 1, Seconds: 0, Milliseconds: 0 } => $"{time.TotalMinutes}m",
        { TotalSeconds: >= 1, Milliseconds: 0 } => $"{time.TotalSeconds}s",
        _ => $"{time.TotalMilliseconds}ms",
    };
}
