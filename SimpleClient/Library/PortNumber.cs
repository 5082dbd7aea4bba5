using System.Globalization;
using SimpleClient.Sentences;

namespace SimpleClient.Library;

/// <summary>A TCP port as users write it.</summary>
internal static class PortNumber
{
    /// <summary>Reads a port.</summary>
    /// <returns>1 to 65535; null when the text is not a port.</returns>
    public static int? Read(string text) =>
        text.All(char.IsAsciiDigit)
        && ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
        && port > 0
            ? port
            : null;

    /// <summary>The error for a text that is not a port.</summary>
    public static string Fault(string text) =>
        StartupSentences.NoPort(text);
}
