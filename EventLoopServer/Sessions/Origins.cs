using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using EventLoopServer.Chat;

namespace EventLoopServer.Sessions;

/// <summary>Addresses as the chat compares them: those of IPv4 among those of IPv6.</summary>
internal static class Origins
{
    private const int MappedBits = Origin.BitsBeforeV4;

    private const int V4Bits = 32;

    /// <summary>What a household gets of IPv6, and may number as it likes.</summary>
    private const int HouseholdBits = 64;

    /// <summary>Of IPv4 all of an address counts, of IPv6 the first 64 bits.</summary>
    public static Origin Of(IPAddress address) => Of(address, int.MaxValue);

    /// <summary>
    /// Reads <c>192.0.2.1</c>, <c>192.0.2.0/24</c>, <c>2001:db8::1</c> and the like. No more bits
    /// count than of an address that somebody comes from.
    /// </summary>
    public static bool TryRead(string text, out Origin origin, out string shown)
    {
        origin = default;
        shown = text;
        int slash = text.IndexOf('/');
        string host = slash < 0 ? text : text[..slash];
        int length = int.MaxValue;

        // A lone number would be read as an address too, and a name may be one.
        bool hasForm = host.Contains(':') || host.Count(static c => c == '.') == 3;
        if (!hasForm || !IPAddress.TryParse(host, out IPAddress? address))
        {
            return false;
        }

        if (slash >= 0 && !int.TryParse(
            text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out length))
        {
            return false;
        }

        origin = Of(address, length);
        shown = Show(origin);
        return true;
    }

    private static Origin Of(IPAddress address, int length)
    {
        IPAddress all = address.MapToIPv6();
        Span<byte> bytes = stackalloc byte[16];
        all.TryWriteBytes(bytes, out _);
        bool isV4 = all.IsIPv4MappedToIPv6;
        return Origin.Of(
            BinaryPrimitives.ReadUInt128BigEndian(bytes),
            isV4 ? MappedBits + Math.Min(length, V4Bits) : Math.Min(length, HouseholdBits),
            IPAddress.IsLoopback(isV4 ? all.MapToIPv4() : all));
    }

    private static string Show(Origin origin)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, origin.Bits);
        if (origin.Length < MappedBits)
        {
            return $"{new IPAddress(bytes)}/{origin.Length}";
        }

        int length = origin.Length - MappedBits;
        var address = new IPAddress(bytes[12..]);
        return length == V4Bits ? $"{address}" : $"{address}/{length}";
    }
}
