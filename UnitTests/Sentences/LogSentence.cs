using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using EventLoopServer.Observability;
using Microsoft.Extensions.Logging;

namespace UnitTests.Sentences;

/// <summary>Makes lines of the server's log from the attributes of the log methods.</summary>
internal static partial class LogSentence
{
    /// <summary>A line with its values.</summary>
    /// <param name="method">The name of the method in <see cref="Log"/>.</param>
    /// <param name="values">The values in the order of the text.</param>
    public static string Of(string method, params object[] values)
    {
        int next = 0;
        return Hole().Replace(
            Template(method),
            hole => string.Format(
                CultureInfo.InvariantCulture, $"{{0{hole.Groups[1]}}}", values[next++]));
    }

    /// <summary>A line as a regular expression.</summary>
    /// <param name="method">The name of the method in <see cref="Log"/>.</param>
    /// <param name="values">Expressions for the values, in the order of the text.</param>
    public static string Pattern(string method, params string[] values)
    {
        var pattern = new StringBuilder();
        string[] texts = Hole().Replace(Template(method), "\0").Split('\0');
        for (int i = 0; i < texts.Length; i++)
        {
            pattern.Append(Regex.Escape(texts[i])).Append(i < values.Length ? values[i] : "");
        }

        return $"{pattern}";
    }

    /// <summary>The text before the first value.</summary>
    public static string Start(string method) =>
        Template(method)[..Hole().Match(Template(method)).Index];

    private static string Template(string method) => typeof(Log)
        .GetMethod(method, BindingFlags.Static | BindingFlags.Public)!
        .GetCustomAttribute<LoggerMessageAttribute>()!.Message;

    [GeneratedRegex(@"\{\w+(:[^}]*)?\}")]
    private static partial Regex Hole();
}
