using System.Globalization;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;

namespace LoadTests.Reporting.Formatting;

/// <summary>Numbers for people: three significant digits and a unit.</summary>
internal static class Figures
{
    /// <summary>Stands for a missing value.</summary>
    public const string Missing = "–";

    public static string Time(double? us) => us switch
    {
        null => Missing,
        < 1000 => $"{Digits(us.Value)} µs",
        < 1_000_000 => $"{Digits(us.Value / 1000)} ms",
        _ => $"{Digits(us.Value / 1_000_000)} s",
    };

    /// <summary>A time for axes, which have round numbers.</summary>
    public static string RoundTime(double us) => us switch
    {
        0 => "0",
        < 1000 => $"{Trim(us)} µs",
        < 1_000_000 => $"{Trim(us / 1000)} ms",
        _ => $"{Trim(us / 1_000_000)} s",
    };

    public static string Count(double? n) =>
        n is null ? Missing : Math.Round(n.Value).ToString("N0", CultureInfo.InvariantCulture);

    public static string Rate(double? perSecond) => perSecond switch
    {
        null => Missing,
        < 100 => $"{Digits(perSecond.Value)}/s",
        _ => $"{Count(perSecond)}/s",
    };

    /// <summary>A number for axes, which have little space.</summary>
    public static string Short(double n) => n switch
    {
        >= 1_000_000 => $"{Trim(n / 1_000_000)}M",
        >= 10_000 => $"{Trim(n / 1000)}k",
        _ => Trim(n),
    };

    public static string Bytes(double? bytes) => bytes switch
    {
        null => Missing,
        < 1024 => $"{Digits(bytes.Value)} B",
        < 1024 * 1024 => $"{Digits(bytes.Value / 1024)} KB",
        < 1024d * 1024 * 1024 => $"{Digits(bytes.Value / 1024 / 1024)} MB",
        _ => $"{Digits(bytes.Value / 1024 / 1024 / 1024)} GB",
    };

    public static string Percent(double? percent) =>
        percent is null ? Missing : $"{Digits(percent.Value)} %";

    /// <summary>
    /// A share from 0 to 1 as percent. A share below 1 is never rounded up to 100 %, so that one
    /// lost delivery in a million shows.
    /// </summary>
    public static string Share(double? share) => share switch
    {
        null => Missing,
        1 => "100 %",
        < 1 and > 0.9999 => "> 99.99 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{share.Value * 100:0.##} %"),
    };

    /// <summary>
    /// The received share of the expected deliveries. When no delivery was expected, a missing
    /// value.
    /// </summary>
    public static string Reach(ScenarioReport s) =>
        s.Expected == 0 ? ReportSentences.NoMessages : Share(s.Reach());

    /// <summary>The number of hostile connections, and of those in honest rooms.</summary>
    public static string Connections(HostileFigures kind) => HostileSentences.Connections(
        Count(kind.Connections), kind.InHonestRooms > 0 ? Count(kind.InHonestRooms) : null);

    /// <summary>The outcomes of hostile connections, the most frequent one first.</summary>
    public static string Ends(HostileFigures kind) => kind.Ends.Count == 0
        ? HostileSentences.NoneEnded
        : string.Join(", ", kind.Ends
            .OrderByDescending(static e => e.Value)
            .Select(static e => HostileSentences.Outcome(e.Key, Count(e.Value))));

    public static string Time(DateTime utc) =>
        utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    public static string Trim(double n) => n.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Digits(double n) => n.ToString(
        Math.Abs(n) switch { >= 99.95 => "N0", >= 9.995 => "0.0", _ => "0.00" },
        CultureInfo.InvariantCulture);
}
