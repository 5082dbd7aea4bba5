using System.Text.RegularExpressions;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Web.Metrics;

/// <summary>The metrics of a server that was just started.</summary>
internal static partial class MetricNames
{
    /// <summary>Reads the text.</summary>
    public static string ReadText()
    {
        using var server = new SimServer();
        SimTransport wire = server.Connect();
        wire.IsLocal = true;
        return new WebPeer(server, wire).Get("/metrics").Split("\r\n\r\n")[1];
    }

    /// <summary>The names of a text's rows, also with a histogram's suffixes.</summary>
    public static HashSet<string> Of(string text) =>
        [.. Name().Matches(text).Select(static m => m.Value)];

    /// <summary>The names in any document.</summary>
    public static HashSet<string> In(string document) =>
        [.. Used().Matches(document).Select(static m => m.Value)];

    [GeneratedRegex("^[a-z_]+(?=[ {])", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex("\\b(?:tcpchat|dotnet|process)_[a-z_]+[a-z]\\b")]
    private static partial Regex Used();
}
