using System.CommandLine;
using Protocol.Messages;

namespace EventLoopServer.Configuration;

/// <summary>Options with a range or a choice, which say themselves what they take.</summary>
internal static class OptionBuilder
{
    public static Option<int> Number(string name, string what, int value, int min, int max)
    {
        var option = new Option<int>(name)
        {
            Description = $"{what}; {min} to {max}",
            HelpName = "N",
            DefaultValueFactory = _ => value,
        };
        option.CustomParser = result =>
        {
            string given = result.Tokens.Count > 0 ? result.Tokens[0].Value : string.Empty;
            if (int.TryParse(given, out int number) && number >= min && number <= max)
            {
                return number;
            }

            result.AddError($"{name} takes a whole number from {min} to {max}, not '{given}'.");
            return value;
        };
        return option;
    }

    /// <summary>A time that is zero when it is not given.</summary>
    public static Option<TimeSpan> Time(string name, string what, TimeSpan min, TimeSpan max)
    {
        string range = $"{Duration.Format(min)} to {Duration.Format(max)}";
        var option = new Option<TimeSpan>(name)
        {
            Description = $"{what}; {range}",
            HelpName = "TIME",
        };
        option.CustomParser = result =>
        {
            string given = result.Tokens.Count > 0 ? result.Tokens[0].Value : string.Empty;
            if (Duration.TryParse(given, out TimeSpan time) && time >= min && time <= max)
            {
                return time;
            }

            result.AddError($"{name} takes a time from {range}, such as 5s, not '{given}'.");
            return default;
        };
        return option;
    }

    public static Option<string> Choice(
        string name, string what, string value, params string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = what,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => value,
        };
        option.CustomParser = result =>
        {
            string given = result.Tokens.Count > 0 ? result.Tokens[0].Value : string.Empty;
            if (!words.Contains(given))
            {
                result.AddError($"{name} takes {string.Join(" or ", words)}, not '{given}'.");
            }

            return given;
        };
        return option;
    }
}
