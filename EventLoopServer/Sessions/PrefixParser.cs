using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;

namespace EventLoopServer.Sessions;

/// <summary>Addresses as the chat compares them: those of IPv4 among those of IPv6.</summary>
internal static class PrefixParser
{
    private const int MappedBits = NetworkPrefix.BitsBeforeV4;

    private const int V4Bits = 32;

    private const int V6Bits = 128;

    /// <summary>What a household gets of IPv6, and may number as it likes.</summary>
    private const int SubscriberBits = 64;

    /// <summary>Of IPv4 all of an address counts, of IPv6 the first 64 bits.</summary>
    public static NetworkPrefix Of(IPAddress address) => Of(address, int.MaxValue);

    /// <summary>
    /// Reads <c>192.0.2.1</c>, <c>192.0.2.0/24</c>, <c>2001:db8::1</c> and the like, IPv6 in
    /// brackets too. A text with a colon, a slash, a bracket or a percent sign is meant as one, and
    /// so are digits with dots. The zone of a link-local address is left out: it says which network
    /// card of this machine is meant, not which peer.
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

        if (slash >= 0 && IsV6(address) && length > SubscriberBits)
        {
            return PrefixParseResult.TooSmall;
        }

        prefix = Of(address, length);
        shown = Show(prefix);
        return PrefixParseResult.Origin;
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

        // Of IPv4 that is written as IPv6, all bits were counted.
        length -= address.IsIPv4MappedToIPv6 ? MappedBits : 0;
        return isNumber && length >= 0 && length <= (IsV6(address) ? V6Bits : V4Bits);
    }

    private static NetworkPrefix Of(IPAddress address, int length)
    {
        IPAddress all = address.MapToIPv6();
        Span<byte> bytes = stackalloc byte[16];
        all.TryWriteBytes(bytes, out _);
        bool isV4 = all.IsIPv4MappedToIPv6;
        return NetworkPrefix.Of(
            BinaryPrimitives.ReadUInt128BigEndian(bytes),
            isV4 ? MappedBits + Math.Min(length, V4Bits) : Math.Min(length, SubscriberBits));
    }

    private static string Show(NetworkPrefix prefix)
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
}
