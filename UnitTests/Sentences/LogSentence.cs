using System.Reflection;
using System.Text.RegularExpressions;
using EventLoopServer.Observability;
using Microsoft.Extensions.Logging;

namespace UnitTests.Sentences;

/// <summary>Lines of the server's log, from the attributes of their methods.</summary>
internal static partial class LogSentence
{
    /// <summary>A line with its values.</summary>
    /// <param name="method">The name of the method in <see cref="Log"/>.</param>
    /// <param name="values">The values in the order of the text.</param>
    public static string Of(string method, params object[] values)
    {
        int next = 0;
        return Hole().Replace(Template(method), _ => $"{values[next++]}");
    }

    /// <summary>The text before the first value.</summary>
    public static string Start(string method) => Hole().Split(Template(method))[0];

    private static string Template(string method) => typeof(Log)
        .GetMethod(method, BindingFlags.Static | BindingFlags.Public)!
        .GetCustomAttribute<LoggerMessageAttribute>()!.Message;

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Hole();
}
