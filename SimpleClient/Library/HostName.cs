using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SimpleClient.Sentences;

namespace SimpleClient.Library;

/// <summary>
/// A host as users write it. The runtime parses addresses leniently: it drops a port after
/// brackets, and accepts 1, 0x7f.1 and 010.0.0.1 as addresses. So this class decides itself which
/// texts are addresses.
/// </summary>
internal static class HostName
{
    /// <summary>The most characters of a host name: RFC 1035, 2.3.4.</summary>
    private const int MaxNameLength = 253;

    /// <summary>The most characters between two dots.</summary>
    private const int MaxLabelLength = 63;

    /// <summary>
    /// Separates a host from a port after it: <c>chat.example:6000</c>, <c>[::1]:6000</c>. A bare
    /// IPv6 address has no port. Brackets around an IPv6 address are removed.
    /// </summary>
    /// <param name="text">The text as written by a user.</param>
    /// <returns>The host, and the text after the colon; null when there is no colon.</returns>
    public static (string Host, string? Port) Part(string text)
    {
        if (text.StartsWith('[') && text.IndexOf(']') is > 0 and var end)
        {
            string behind = text[(end + 1)..];
            string inside = text[1..end];

            // Only an IPv6 address may be in brackets. Any other text is not changed, so it is
            // refused later.
            return !IsV6(inside) ? (text, null)
                : behind.Length == 0 ? (inside, null)
                : behind[0] == ':' ? (inside, behind[1..])
                : (text, null);
        }

        int colon = text.IndexOf(':');
        return colon >= 0 && colon == text.LastIndexOf(':')
            ? (text[..colon], text[(colon + 1)..])
            : (text, null);
    }

    /// <summary>The reason why a host is invalid; null when it is valid.</summary>
    /// <param name="host">A name or an address, without brackets and without a port.</param>
    public static string? Fault(string host)
    {
        if (host.Length == 0)
        {
            return LinkSentences.HostEmpty;
        }

        if (host.All(char.IsAsciiDigit))
        {
            return LinkSentences.PortAlone(host);
        }

        bool isHost = host.Contains(':') ? IsV6(host)
            : LooksLikeV4(host) ? IsV4(host)
            : IsName(host);
        return isHost ? null
            : LinkSentences.NoHost(host);
    }

    private static bool IsV6(string text)
    {
        // A zone (fe80::1%eth0) is the name of a network interface, which the parser looks up.
        string address = text.Split('%')[0];
        return text.Count(static c => c == '%') <= 1
            && !text.EndsWith('%')
            && address.All(static c => char.IsAsciiHexDigit(c) || c is ':' or '.')
            && (!address.Contains('.') || IsV4(address[(address.LastIndexOf(':') + 1)..]))
            && IPAddress.TryParse(text, out IPAddress? parsed)
            && parsed.AddressFamily == AddressFamily.InterNetworkV6;
    }

    /// <summary>
    /// The last part of a host name is never a number (RFC 3696, 2). So a text whose last part is a
    /// number is an address, or the runtime would parse it as one.
    /// </summary>
    private static bool LooksLikeV4(string host)
    {
        string last = host.TrimEnd('.').Split('.')[^1];
        return last.Length > 0 && (last.All(char.IsAsciiDigit)
            || (last.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
                && last[2..].All(char.IsAsciiHexDigit)));
    }

    private static bool IsV4(string host)
    {
        string[] parts = host.Split('.');
        return parts.Length == 4 && parts.All(static part =>
            byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out byte number)
            && part == number.ToString(CultureInfo.InvariantCulture));
    }

    private static bool IsName(string host)
    {
        string name = host.EndsWith('.') ? host[..^1] : host;
        return name.Length is > 0 and <= MaxNameLength && name.Split('.').All(static label =>
            label.Length is > 0 and <= MaxLabelLength
            && label[0] != '-' && label[^1] != '-'
            && label.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_'));
    }
}
