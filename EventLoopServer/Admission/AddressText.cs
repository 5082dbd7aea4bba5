using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace EventLoopServer.Admission;

/// <summary>
/// Reads addresses only in the forms of the standards. The runtime's own parsers also accept
/// <c>0</c>, <c>127.1</c>, and hexadecimal and octal numbers. They also drop an unexpected port or
/// zone. The result would differ from the address that the user typed.
/// </summary>
internal static class AddressText
{
    private const int V4Numbers = 4;

    private static readonly SearchValues<char> s_inV6 =
        SearchValues.Create("0123456789abcdefABCDEF:.");

    private static readonly SearchValues<char> s_inZone = SearchValues.Create(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-");

    /// <summary>
    /// Reads IPv4 as four decimal numbers without leading zeros, or IPv6 (RFC 4291, 2.2). A
    /// link-local address may have a zone, the name of a network card of this machine (RFC 4007,
    /// 11).
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPAddress? address) =>
        TryParse(text, out address, out string zone)
            && (zone.Length == 0 || TryResolve(text, ref address));

    /// <summary>Reads an address whose zone may be one of another machine.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="address">The address without its zone.</param>
    /// <param name="zone">The zone's name; empty if there is none.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out IPAddress? address, out string zone)
    {
        int percent = text.IndexOf('%');
        string bare = percent < 0 ? text : text[..percent];
        zone = percent < 0 ? "" : text[(percent + 1)..];
        address = null;
        return (IsV4(bare) || MayBeV6(bare))
            && IPAddress.TryParse(bare, out address)
            && (percent < 0 || (address.IsIPv6LinkLocal && IsZone(zone)));
    }

    /// <summary>Reads <c>ADDRESS:PORT</c>, or <c>[ADDRESS]:PORT</c> for IPv6.</summary>
    public static bool TryParseEndPoint(
        string text, [NotNullWhen(true)] out IPEndPoint? endPoint)
    {
        endPoint = null;
        int colon = text.LastIndexOf(':');
        if (colon < 0 || !TryReadNumber(text[(colon + 1)..], IPEndPoint.MaxPort, out int port))
        {
            return false;
        }

        string host = text[..colon];
        bool isV6 = host is ['[', .., ']'];
        if (TryParse(isV6 ? host[1..^1] : host, out IPAddress? address)
            && isV6 == host.Contains(':'))
        {
            endPoint = new IPEndPoint(address, port);
        }

        return endPoint is not null;
    }

    /// <summary>Reads a decimal number without a sign, spaces or leading zeros.</summary>
    public static bool TryReadNumber(string text, int max, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number <= max
            && (text[0] != '0' || text.Length == 1);

    private static bool TryResolve(string text, [NotNullWhen(true)] ref IPAddress? address) =>
        IPAddress.TryParse(text, out address) && address.ScopeId != 0;

    private static bool IsZone(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExcept(s_inZone);

    private static bool IsV4(string text)
    {
        string[] numbers = text.Split('.');
        return numbers.Length == V4Numbers
            && numbers.All(static n => TryReadNumber(n, byte.MaxValue, out _));
    }

    private static bool MayBeV6(string text)
    {
        int tail = text.LastIndexOf(':') + 1;
        return tail > 0
            && !text.AsSpan().ContainsAnyExcept(s_inV6)
            && (!text.Contains('.') || IsV4(text[tail..]));
    }
}
