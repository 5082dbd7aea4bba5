using System.Globalization;
using SimpleClient.Sentences;

namespace SimpleClient.Startup;

/// <summary>A TCP port as people write it.</summary>
internal static class PortNumber
{
    /// <summary>Reads a port.</summary>
    /// <returns>1 to 65535, or null when it is none.</returns>
    public static int? Read(string text) =>
        text.All(char.IsAsciiDigit)
        && ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
        && port > 0
            ? port
            : null;

    /// <summary>What to say about a text that is no port.</summary>
    public static string Fault(string text) =>
        StartupSentences.NoPort(text);
}
