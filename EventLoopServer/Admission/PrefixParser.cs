using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace EventLoopServer.Admission;

/// <summary>Parses and formats the network prefixes that operators type.</summary>
internal static class PrefixParser
{
    private const int MappedBits = NetworkPrefix.BitsBeforeV4;

    private const int V4Bits = 32;

    private const int V6Bits = 128;

    /// <summary>
    /// Parses <c>192.0.2.1</c>, <c>192.0.2.0/24</c>, <c>2001:db8::1</c> and similar texts, also
    /// IPv6 in brackets. A text with a colon, a slash, a bracket or a percent sign is taken for an
    /// address, and so is a text of digits and dots. All others are names.
    /// </summary>
    public static PrefixParseResult Read(string text, out NetworkPrefix prefix, out string shown)
    {
        prefix = default;
        shown = text;
        bool isMeant = text.AsSpan().ContainsAny(":/[]%")
            || (text.Contains('.') && text.All(static c => c == '.' || char.IsAsciiDigit(c)));
        if (!isMeant)
        {
            return PrefixParseResult.Name;
        }

        int slash = text.IndexOf('/');
        int length = int.MaxValue;
        if (!TryReadAddress(slash < 0 ? text : text[..slash], out IPAddress? address)
            || (slash >= 0 && !TryReadLength(text[(slash + 1)..], address, out length)))
        {
            return PrefixParseResult.Wrong;
        }

        if (slash >= 0 && IsV6(address) && length > NetworkPrefix.SubscriberBits)
        {
            return PrefixParseResult.TooSmall;
        }

        prefix = NetworkPrefix.Of(address, length);
        shown = Show(prefix);
        return PrefixParseResult.Origin;
    }

    /// <summary>Formats a prefix so that <see cref="Read"/> accepts it.</summary>
    public static string Show(NetworkPrefix prefix)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, prefix.Bits);
        if (prefix.Length < MappedBits)
        {
            return $"{new IPAddress(bytes)}/{prefix.Length}";
        }

        int length = prefix.Length - MappedBits;
        var address = new IPAddress(bytes[12..]);
        return length == V4Bits ? $"{address}" : $"{address}/{length}";
    }

    private static bool IsV6(IPAddress address) => !address.MapToIPv6().IsIPv4MappedToIPv6;

    private static bool TryReadAddress(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        bool isBracketed = text is ['[', .., ']'];
        return AddressText.TryParse(isBracketed ? text[1..^1] : text, out address, out _)
            && (!isBracketed || text.Contains(':'));
    }

    private static bool TryReadLength(string text, IPAddress address, out int length)
    {
        bool isNumber = AddressText.TryReadNumber(text, V6Bits, out length);

        // The length of an IPv4 prefix that is written as IPv6 includes the mapping prefix.
        length -= address.IsIPv4MappedToIPv6 ? MappedBits : 0;
        return isNumber && length >= 0 && length <= (IsV6(address) ? V6Bits : V4Bits);
    }
}
